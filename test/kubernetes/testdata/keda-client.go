// Asks an external scaler what KEDA asks it, with KEDA's own generated client, and prints the answers as JSON lines.
// Arguments: host:port, deployment. Each line of the input is one round of questions; the end of it ends the program.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"time"

	pb "github.com/kedacore/keda/v2/pkg/scalers/externalscaler"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

type round struct {
	Metric  string  `json:"metric"`
	Target  float64 `json:"target"`
	Value   float64 `json:"value"`
	Active  bool    `json:"active"`
	Pushed  bool    `json:"pushed"`
	Problem string  `json:"problem"`
}

func ask(client pb.ExternalScalerClient, object *pb.ScaledObjectRef) (round, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	var answer round
	specs, err := client.GetMetricSpec(ctx, object)
	if err != nil {
		return answer, err
	}
	answer.Metric = specs.MetricSpecs[0].MetricName
	answer.Target = specs.MetricSpecs[0].TargetSizeFloat
	active, err := client.IsActive(ctx, object)
	if err != nil {
		return answer, err
	}
	answer.Active = active.Result
	stream, err := client.StreamIsActive(ctx, object)
	if err != nil {
		return answer, err
	}
	pushed, err := stream.Recv()
	if err != nil {
		return answer, err
	}
	answer.Pushed = pushed.Result
	metrics, err := client.GetMetrics(ctx, &pb.GetMetricsRequest{ScaledObjectRef: object, MetricName: answer.Metric})
	if err != nil {
		return answer, err
	}
	answer.Value = metrics.MetricValues[0].MetricValueFloat
	return answer, nil
}

func main() {
	connection, err := grpc.NewClient(os.Args[1], grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		panic(err)
	}
	client := pb.NewExternalScalerClient(connection)
	object := &pb.ScaledObjectRef{
		Name: "chat", Namespace: "serving", ScalerMetadata: map[string]string{"deployment": os.Args[2]},
	}
	out := json.NewEncoder(os.Stdout)
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		answer, err := ask(client, object)
		if err != nil {
			answer.Problem = err.Error()
		}
		out.Encode(answer)
	}
}
