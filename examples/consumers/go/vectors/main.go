// Command vectors runs the test vectors of a file and prints the outcome of each.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"

	"loadline.example/consumer/verify"
)

type vectorFile struct {
	Keys    map[string]string
	Vectors []struct {
		Name    string
		Subject string
		Data    []byte
		Now     float64
		Keys    []struct {
			Name     string
			NotAfter *float64
		}
		Accepted map[string]verify.Accepted
	}
}

func main() {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	var file vectorFile
	if err := json.Unmarshal(text, &file); err != nil {
		log.Fatal(err)
	}
	for _, vector := range file.Vectors {
		keys := []verify.Key{}
		for _, named := range vector.Keys {
			key, err := verify.KeyFromPEM(file.Keys[named.Name], named.NotAfter)
			if err != nil {
				log.Fatal(err)
			}
			keys = append(keys, key)
		}
		outcome := "accepted"
		if _, err := verify.Verify(vector.Subject, vector.Data, keys, vector.Now, vector.Accepted); err != nil {
			outcome = err.Error()
		}
		fmt.Printf("%s: %s\n", vector.Name, outcome)
	}
}
