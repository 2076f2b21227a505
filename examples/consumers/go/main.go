// Command consumer prints each recommendation that may be acted on: NATS_URL, LOADLINE_PUBLIC_KEY (a PEM file),
// LOADLINE_CLUSTER.
package main

import (
	"context"
	"fmt"
	"log"
	"net/url"
	"os"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"loadline.example/consumer/verify"
)

func fromEnvironment(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

func main() {
	text, err := os.ReadFile(os.Getenv("LOADLINE_PUBLIC_KEY"))
	if err != nil {
		log.Fatal(err)
	}
	key, err := verify.KeyFromPEM(string(text), nil)
	if err != nil {
		log.Fatal(err)
	}
	address := fromEnvironment("NATS_URL", nats.DefaultURL)
	user := "actuator"
	if parsed, err := url.Parse(address); err == nil && parsed.User.Username() != "" {
		user = parsed.User.Username()
	}
	// Answers come to a subject of the user's own.
	connection, err := nats.Connect(address, nats.CustomInboxPrefix("_INBOX_"+user))
	if err != nil {
		log.Fatal(err)
	}
	stream, err := jetstream.New(connection)
	if err != nil {
		log.Fatal(err)
	}
	accepted := map[string]verify.Accepted{}
	subject := "loadline.v1.recommendation." + fromEnvironment("LOADLINE_CLUSTER", "*") + ".*"
	// A broker with roles delivers only to consumers that pull, as this one does.
	consumer, err := stream.OrderedConsumer(context.Background(), "LOADLINE_RECOMMENDATIONS",
		jetstream.OrderedConsumerConfig{FilterSubjects: []string{subject}})
	if err != nil {
		log.Fatal(err)
	}
	_, err = consumer.Consume(func(message jetstream.Msg) {
		now := float64(time.Now().UnixMilli()) / 1000
		event, err := verify.Verify(message.Subject(), message.Data(), []verify.Key{key}, now, accepted)
		switch {
		case err != nil:
			fmt.Printf("refused %s: %s\n", message.Subject(), err)
		case event.Desired == nil:
			fmt.Printf("%s: %s keep\n", message.Subject(), event.Verdict)
		default:
			fmt.Printf("%s: %s %d\n", message.Subject(), event.Verdict, int(*event.Desired))
		}
	})
	if err != nil {
		log.Fatal(err)
	}
	select {}
}
