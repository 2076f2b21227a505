package verify

import (
	"bytes"
	"encoding/json"
	"io"
	"strconv"
	"unicode/utf8"
)

const (
	mostBytes  = 1 << 18
	mostLevels = 16
	mostItems  = 4096
	mostValues = 20_000
	mostText   = 16_384
)

// withinBounds is linear in the bytes and builds nothing.
func withinBounds(data []byte) bool {
	if len(data) > mostBytes {
		return false
	}
	counts, values := []int{}, 1
	for at := 0; at < len(data); at++ {
		switch data[at] {
		case '"':
			end := at + 1
			for end < len(data) && data[end] != '"' {
				if data[end] == '\\' {
					end++
				}
				end++
			}
			if end-at-1 > mostText {
				return false
			}
			at = end
		case '[', '{':
			counts = append(counts, 1)
			values++
		case ']', '}':
			if len(counts) > 0 {
				counts = counts[:len(counts)-1]
			}
		case ',':
			values++
			if len(counts) > 0 {
				counts[len(counts)-1]++
			}
		}
		if values > mostValues || len(counts) > mostLevels || (len(counts) > 0 && counts[len(counts)-1] > mostItems) {
			return false
		}
	}
	return true
}

// hasLoneSurrogate looks for escapes that encoding/json would silently replace.
func hasLoneSurrogate(data []byte) bool {
	unit := func(at int) (uint64, bool) {
		if at+6 > len(data) || data[at] != '\\' || data[at+1] != 'u' {
			return 0, false
		}
		value, err := strconv.ParseUint(string(data[at+2:at+6]), 16, 32)
		return value, err == nil
	}
	for at := 0; at < len(data); at++ {
		if data[at] != '\\' {
			continue
		}
		high, isUnit := unit(at)
		if !isUnit || high < 0xd800 || high > 0xdfff {
			at++
			continue
		}
		low, isNext := unit(at + 6)
		if high > 0xdbff || !isNext || low < 0xdc00 || low > 0xdfff {
			return true
		}
		at += 11
	}
	return false
}

func parse(data []byte) (map[string]any, error) {
	if !withinBounds(data) {
		return nil, Refused("malformed")
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) {
		return nil, Refused("malformed")
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, Refused("malformed")
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, Refused("malformed")
	}
	event, isObject := value.(map[string]any)
	if !isObject {
		return nil, Refused("malformed")
	}
	return event, nil
}
