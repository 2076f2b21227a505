package verify

import (
	"encoding/json"
	"errors"
	"math"
	"sort"
	"strconv"
	"strings"
	"unicode/utf16"
)

var errNotFinite = errors.New("a number that is not finite")

// numberText writes a double as ECMAScript prints it (RFC 8785, section 3.2.2.3).
func numberText(number json.Number) (string, error) {
	value, err := strconv.ParseFloat(string(number), 64)
	if math.IsInf(value, 0) || (err != nil && !errors.Is(err, strconv.ErrRange)) {
		return "", errNotFinite
	}
	if value == 0 {
		return "0", nil
	}
	sign := ""
	if value < 0 {
		sign, value = "-", -value
	}
	mantissa, power, _ := strings.Cut(strconv.FormatFloat(value, 'e', -1, 64), "e")
	exponent, _ := strconv.Atoi(power)
	digits := strings.Replace(mantissa, ".", "", 1)
	count, point := len(digits), exponent+1
	switch {
	case count <= point && point <= 21:
		return sign + digits + strings.Repeat("0", point-count), nil
	case 0 < point && point <= 21:
		return sign + digits[:point] + "." + digits[point:], nil
	case -6 < point && point <= 0:
		return sign + "0." + strings.Repeat("0", -point) + digits, nil
	}
	mark := "+"
	if exponent < 0 {
		mark, exponent = "-", -exponent
	}
	if count > 1 {
		digits = digits[:1] + "." + digits[1:]
	}
	return sign + digits + "e" + mark + strconv.Itoa(exponent), nil
}

// stringText writes a string as ECMAScript does: only what has to be escaped is.
func stringText(text string) string {
	var out strings.Builder
	out.WriteByte('"')
	for _, letter := range text {
		switch letter {
		case '"', '\\':
			out.WriteByte('\\')
			out.WriteRune(letter)
		case '\b':
			out.WriteString(`\b`)
		case '\f':
			out.WriteString(`\f`)
		case '\n':
			out.WriteString(`\n`)
		case '\r':
			out.WriteString(`\r`)
		case '\t':
			out.WriteString(`\t`)
		default:
			if letter < 0x20 {
				out.WriteString(`\u00`)
				out.WriteByte("0123456789abcdef"[letter>>4])
				out.WriteByte("0123456789abcdef"[letter&15])
			} else {
				out.WriteRune(letter)
			}
		}
	}
	out.WriteByte('"')
	return out.String()
}

func unitsBefore(a, b string) bool {
	left, right := utf16.Encode([]rune(a)), utf16.Encode([]rune(b))
	for at := 0; at < len(left) && at < len(right); at++ {
		if left[at] != right[at] {
			return left[at] < right[at]
		}
	}
	return len(left) < len(right)
}

// canonical writes a value by RFC 8785: members by UTF-16 code units, no white space.
func canonical(value any, out *strings.Builder) error {
	switch typed := value.(type) {
	case nil:
		out.WriteString("null")
	case bool:
		out.WriteString(strconv.FormatBool(typed))
	case string:
		out.WriteString(stringText(typed))
	case json.Number:
		text, err := numberText(typed)
		if err != nil {
			return err
		}
		out.WriteString(text)
	case []any:
		out.WriteByte('[')
		for at, item := range typed {
			if at > 0 {
				out.WriteByte(',')
			}
			if err := canonical(item, out); err != nil {
				return err
			}
		}
		out.WriteByte(']')
	case map[string]any:
		names := make([]string, 0, len(typed))
		for name := range typed {
			names = append(names, name)
		}
		sort.Slice(names, func(a, b int) bool { return unitsBefore(names[a], names[b]) })
		out.WriteByte('{')
		for at, name := range names {
			if at > 0 {
				out.WriteByte(',')
			}
			out.WriteString(stringText(name) + ":")
			if err := canonical(typed[name], out); err != nil {
				return err
			}
		}
		out.WriteByte('}')
	}
	return nil
}
