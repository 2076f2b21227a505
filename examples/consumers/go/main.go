// Command consumer prints each recommendation that may be acted on: NATS_URL, LOADLINE_PUBLIC_KEY (a PEM file),
// LOADLINE_CLUSTER.
package main

import (
	"fmt"
	"log"
	"os"
	"time"

	"github.com/nats-io/nats.go"

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
	connection, err := nats.Connect(fromEnvironment("NATS_URL", nats.DefaultURL))
	if err != nil {
		log.Fatal(err)
	}
	stream, err := connection.JetStream()
	if err != nil {
		log.Fatal(err)
	}
	accepted := map[string]verify.Accepted{}
	subject := "loadline.v1.recommendation." + fromEnvironment("LOADLINE_CLUSTER", "*") + ".*"
	_, err = stream.Subscribe(subject, func(message *nats.Msg) {
		now := float64(time.Now().UnixMilli()) / 1000
		event, err := verify.Verify(message.Subject, message.Data, []verify.Key{key}, now, accepted)
		switch {
		case err != nil:
			fmt.Printf("refused %s: %s\n", message.Subject, err)
		case event.Desired == nil:
			fmt.Printf("%s: %s keep\n", message.Subject, event.Verdict)
		default:
			fmt.Printf("%s: %s %d\n", message.Subject, event.Verdict, int(*event.Desired))
		}
	}, nats.OrderedConsumer())
	if err != nil {
		log.Fatal(err)
	}
	select {}
}
