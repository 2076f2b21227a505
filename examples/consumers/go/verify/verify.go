// Package verify checks a Loadline recommendation before anybody acts on it: docs/guides/verify.md in Go, with the
// standard library alone. The form is checked as far as a consumer reads the event.
package verify

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"math"
	"regexp"
	"strings"
	"time"
)

const (
	mediaType            = "application/cloudevents+json"
	toleratedLeadSeconds = 5
	longestLifeSeconds   = 600
	leaseSeconds         = 3
)

// Refused is the reason why an event is not acted on.
type Refused string

func (reason Refused) Error() string { return string(reason) }

// Key is a public key that recommendations may be signed with.
type Key struct {
	ID     string
	Public ed25519.PublicKey
	// NotAfter is epoch seconds from which on nothing signed with it is taken; nil: no end.
	NotAfter *float64
}

// Accepted is what a consumer remembers of the last event it accepted on a subject.
type Accepted struct {
	Epoch      float64 `json:"epoch"`
	Revision   float64 `json:"revision"`
	DecisionID string  `json:"decisionId"`
	// Time is epoch milliseconds of the event.
	Time float64 `json:"time"`
}

// Event is what a consumer reads of a recommendation.
type Event struct {
	Verdict string
	// Desired is nil where the count is unknown: keep the present one, never zero.
	Desired    *float64
	Expires    time.Time
	cluster    string
	deployment string
	subject    string
	time       float64
	expires    float64
	memory     Accepted
}

// ed25519Head is what stands before the 32 bytes of an Ed25519 key in its SubjectPublicKeyInfo (RFC 8410).
var ed25519Head = []byte{0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00}

// KeyFromPEM reads an Ed25519 public key.
func KeyFromPEM(text string, notAfter *float64) (Key, error) {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return Key{}, errors.New("no PEM")
	}
	raw, isEd25519 := bytes.CutPrefix(block.Bytes, ed25519Head)
	if !isEd25519 || len(raw) != ed25519.PublicKeySize {
		return Key{}, errors.New("not an Ed25519 public key")
	}
	public := ed25519.PublicKey(raw)
	hash := sha256.Sum256(public)
	return Key{ID: hex.EncodeToString(hash[:16]), Public: public, NotAfter: notAfter}, nil
}

func signedBytes(event map[string]any) ([]byte, error) {
	covered := make(map[string]any, len(event))
	for name, value := range event {
		if name != "signature" {
			covered[name] = value
		}
	}
	var body strings.Builder
	if err := canonical(covered, &body); err != nil {
		return nil, err
	}
	return []byte(fmt.Sprintf("DSSEv1 %d %s %d %s", len(mediaType), mediaType, body.Len(), body.String())), nil
}

func checkSignature(event map[string]any, data []byte, keys []Key, now float64) error {
	keyID, hasKey := event["signingkey"].(string)
	text, hasSignature := event["signature"].(string)
	if !hasKey || !hasSignature {
		return Refused("unsigned")
	}
	var key *Key
	for at := range keys {
		if keys[at].ID == keyID {
			key = &keys[at]
			break
		}
	}
	if key == nil {
		return Refused("unknown-key")
	}
	signature, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || strings.ContainsAny(text, "\r\n") {
		return Refused("bad-signature")
	}
	signed, err := signedBytes(event)
	if err != nil || hasLoneSurrogate(data) {
		return Refused("malformed")
	}
	if !ed25519.Verify(key.Public, signed, signature) {
		return Refused("bad-signature")
	}
	if key.NotAfter != nil && !(now < *key.NotAfter) {
		return Refused("expired-key")
	}
	return nil
}

var timePattern = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$`)

func milliseconds(value any) (float64, bool) {
	text, isText := value.(string)
	if !isText || !timePattern.MatchString(text) {
		return 0, false
	}
	parsed, err := time.Parse(time.RFC3339Nano, text)
	return float64(parsed.UnixMilli()), err == nil
}

func count(value any) (float64, bool) {
	number, isNumber := value.(json.Number)
	if !isNumber {
		return 0, false
	}
	parsed, err := number.Float64()
	return parsed, err == nil && parsed >= 0 && parsed == math.Trunc(parsed)
}

// form reads what a consumer needs.
func form(event map[string]any) (Event, error) {
	data, _ := event["data"].(map[string]any)
	decision, _ := data["decision"].(map[string]any)
	target, _ := data["target"].(map[string]any)
	replicas, _ := data["replicas"].(map[string]any)
	read, fits := Event{}, true
	text := func(members map[string]any, name string) string {
		value, isText := members[name].(string)
		fits = fits && isText
		return value
	}
	read.subject = text(event, "subject")
	read.cluster, read.deployment = text(target, "cluster"), text(target, "deployment")
	text(target, "pool")
	text(event, "id")
	read.Verdict = text(data, "verdict")
	read.memory.DecisionID = text(decision, "id")
	var ok [5]bool
	read.memory.Epoch, ok[0] = count(decision["epoch"])
	read.memory.Revision, ok[1] = count(decision["revision"])
	read.time, ok[2] = milliseconds(event["time"])
	read.expires, ok[3] = milliseconds(decision["expiresAt"])
	_, ok[4] = decision["heartbeat"].(bool)
	read.memory.Time = read.time
	read.Expires = time.UnixMilli(int64(read.expires))
	desired, hasDesired := replicas["desired"]
	if desired != nil {
		value, isCount := count(desired)
		read.Desired, fits = &value, fits && isCount
	}
	known := map[string]bool{"scale-up": true, "scale-down": true, "hold": true, "infeasible": true}
	isOurs := event["specversion"] == "1.0" && event["type"] == "io.loadline.recommendation.v1"
	if !fits || !hasDesired || !known[read.Verdict] || !isOurs || read.memory.DecisionID == "" || ok != [5]bool{true, true, true, true, true} {
		return Event{}, Refused("malformed")
	}
	return read, nil
}

func checkTime(event Event, now float64) error {
	switch {
	case !(event.time/1000 <= now+toleratedLeadSeconds):
		return Refused("future-dated")
	case !(now < event.expires/1000):
		return Refused("expired")
	case (event.expires-event.time)/1000 > longestLifeSeconds:
		return Refused("lives-too-long")
	}
	return nil
}

func checkOrder(event Event, before Accepted, now float64) error {
	if now >= before.Time/1000+longestLifeSeconds {
		return nil
	}
	next := event.memory
	switch {
	case next.Epoch < before.Epoch:
		return Refused("old-epoch")
	case next.Epoch > before.Epoch+1+math.Max(0, next.Time-before.Time)/1000/leaseSeconds:
		return Refused("epoch-jump")
	case next.Epoch > before.Epoch || next.Revision > before.Revision:
		return nil
	case next.Revision < before.Revision:
		return Refused("replayed")
	case next.DecisionID != before.DecisionID:
		return Refused("contradicts")
	case !(next.Time > before.Time):
		return Refused("replayed")
	}
	return nil
}

// Verify returns the event, and remembers it in accepted (by subject); or a Refused with the reason. Keep accepted over
// restarts where you can: without it an old event counts until it expires.
func Verify(subject string, data []byte, keys []Key, now float64, accepted map[string]Accepted) (Event, error) {
	members, err := parse(data)
	if err != nil {
		return Event{}, err
	}
	if err := checkSignature(members, data, keys, now); err != nil {
		return Event{}, err
	}
	event, err := form(members)
	if err != nil {
		return Event{}, err
	}
	if event.subject != subject || subject != "loadline.v1.recommendation."+event.cluster+"."+event.deployment {
		return Event{}, Refused("wrong-target")
	}
	if err := checkTime(event, now); err != nil {
		return Event{}, err
	}
	if before, isKnown := accepted[subject]; isKnown {
		if err := checkOrder(event, before, now); err != nil {
			return Event{}, err
		}
	}
	accepted[subject] = event.memory
	return event, nil
}
