package schemaorg_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"kanshu/internal/kanshu"
	"kanshu/internal/schemaorg"
)

// week gives the same hours to the days named by time.Weekday's numbers.
func week(days string, in ...kanshu.Interval) (w [7][]kanshu.Interval) {
	for _, d := range days {
		w[d-'0'] = in
	}
	return w
}

func TestOpeningHours(t *testing.T) {
	t.Parallel()
	morning, evening := kanshu.Interval{Open: 540, Close: 750}, kanshu.Interval{Open: 900, Close: 1110}
	saturday := week("6", morning)
	split := week("12345", morning, evening)
	split[6] = saturday[6]
	for _, c := range []struct {
		name  string
		hours kanshu.Hours
		shut  bool
		want  string
	}{
		{"a table that does not say all is not told", kanshu.Hours{Week: week("1", morning)}, false, ""},
		{"an empty table is not told", kanshu.Hours{Exact: true}, true, ""},
		{
			"days with public holidays",
			kanshu.Hours{Week: week("123456", kanshu.Interval{Open: 600, Close: 1110}), Holiday: []kanshu.Interval{{Open: 600, Close: 1110}}, Exact: true},
			true, "Monday Tuesday Wednesday Thursday Friday Saturday PublicHolidays 10:00-18:30",
		},
		{
			"a break at noon and a short Saturday",
			kanshu.Hours{Week: split, Exact: true},
			false,
			"Monday Tuesday Wednesday Thursday Friday Saturday 09:00-12:30; Monday Tuesday Wednesday Thursday Friday 15:00-18:30",
		},
		{"past midnight", kanshu.Hours{Week: week("5", kanshu.Interval{Open: 1200, Close: 1560}), Exact: true}, false, "Friday 20:00-02:00"},
		{"until midnight", kanshu.Hours{Week: week("0", kanshu.Interval{Open: 1200, Close: 1440}), Exact: true}, false, "Sunday 20:00-00:00"},
		{"round the clock", kanshu.Hours{Week: week("0", kanshu.Interval{Open: 0, Close: 1440}), Exact: true}, false, "Sunday 00:00-23:59"},
		{
			"closed on public holidays",
			kanshu.Hours{Week: week("1", morning), Exact: true},
			true,
			"Monday 09:00-12:30; PublicHolidays 00:00-00:00",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			clinic := schemaorg.MedicalClinic{Name: "架空医院", Hours: c.hours, ShutHoliday: c.shut}
			if got := told(t, clinic.Append(nil)); got != c.want {
				t.Errorf("hours = %q, want %q", got, c.want)
			}
		})
	}
}

// told returns the hours of a clinic's node in short.
func told(t *testing.T, node []byte) string {
	t.Helper()
	var clinic struct {
		Hours []struct {
			Day           any `json:"dayOfWeek"`
			Opens, Closes string
		} `json:"openingHoursSpecification"`
	}
	if err := json.Unmarshal(node, &clinic); err != nil {
		t.Fatalf("%v in %s", err, node)
	}
	var all []string
	for _, h := range clinic.Hours {
		s := strings.Trim(fmt.Sprint(h.Day), "[]")
		all = append(all, strings.ReplaceAll(s, "https://schema.org/", "")+" "+h.Opens+"-"+h.Closes)
	}
	return strings.Join(all, "; ")
}

func TestClinicPlace(t *testing.T) {
	t.Parallel()
	c := schemaorg.MedicalClinic{
		Name: "架空医院", Geo: &kanshu.Geo{Lat: 35.6, Lng: 139.7528201}, Tel: kanshu.Tel{National: "03-0000-0000", E164: "+81300000000"},
		Address: kanshu.Address{PostalCode: "100-0000", Region: "東京都", Locality: "架空区", Street: "架空1-1", Building: "架空ビル", Floor: "3F", Text: "東京都架空区架空1-1 架空ビル3F"},
	}
	want := `{"@type":"MedicalClinic","name":"架空医院","telephone":"+81-3-0000-0000","address":{"@type":"PostalAddress","postalCode":"100-0000","addressRegion":"東京都","addressLocality":"架空区","streetAddress":"架空1-1 架空ビル 3F","addressCountry":"JP"},"geo":{"@type":"GeoCoordinates","latitude":35.60000,"longitude":139.7528201}}`
	if got := string(c.Append(nil)); got != want {
		t.Errorf("clinic =\n%s, want\n%s", got, want)
	}
	text := schemaorg.MedicalClinic{Address: kanshu.Address{Text: "架空区架空1-1"}}
	if got := string(text.Append(nil)); !strings.Contains(got, `"streetAddress":"架空区架空1-1"`) {
		t.Errorf("address written as one text = %s", got)
	}
}
