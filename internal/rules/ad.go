package rules

import (
	"strings"

	"kanshu/internal/kanshu"
)

// Advertises reports whether a column has to be read as medical advertising: it can be told whose clinic
// it is (特定性) and it draws readers there (誘引性). A clinic that is shown with a way to reach it does
// both, whatever the text says of itself. Only a statement with a reason (ad: {is: false, reason: …})
// overrides what is computed.
//
// Source: 医療法 第6条の5; 医療広告ガイドライン 第2の1.
func Advertises(c *kanshu.Column) bool {
	if c.Ad != nil && strings.TrimSpace(c.Ad.Reason) != "" {
		return c.Ad.Is
	}
	for _, clinic := range c.Clinics {
		if !clinic.Tel.IsZero() || clinic.BookingURL != "" || !clinic.Address.IsZero() || !clinic.Hours.IsZero() || len(clinic.Access) > 0 {
			return true
		}
	}
	return false
}
