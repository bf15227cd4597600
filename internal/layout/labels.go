package layout

import (
	"strconv"
	"strings"
	"time"

	"kanshu/internal/flat"
	"kanshu/internal/kanshu"
)

// Labels is every fixed word that readers meet on a page, in one language. Templates receive it as .L.
// A field that ends in Format is filled in by the method named after the rest.
type Labels struct {
	Lang string // BCP 47: "ja"

	// The frame.
	Skip, Menu, Home, Crumbs, Columns, Doctors, Clinics, Categories, Tags, Search, Feeds, About string
	Footer, Language, Languages, Sponsored                                                      string

	// A column's head.
	Published, Updated, ReadingFormat, Supervised, Supervision, SupervisedOn, ReviewDue, How string
	Doctor, WrittenBy, Points, Contents                                                      string

	// A column's foot.
	Treatments, TreatmentsInsured, TreatmentNote, Funding, Treatment, Price, Duration, Visits, Risks, Approval string
	SelfPay, Insured, Mixed, Approved, OffLabel, Unapproved                                                    string
	TaxIncluded, TaxExcluded, TaxExempt, UnapprovedStatement, Route, Alternative, Overseas, Relief             string
	RegenerativePlan, RegenerativeNote                                                                         string
	References, AccessedFormat, BackFormat, Corrections, ApprovedByFormat, COI, Evidence, Graded               string
	SupervisorCard, SupervisorProfile, ClinicCard, Questions, Related, Neighbours, Previous, Next              string
	SameDoctor, SameCategory, SharedTagFormat, LastReviewed, NextReview, Disclaimer, Subscribe                 string
	Recommendation, Certainty, Sponsor                                                                         string

	// Doctors and clinics.
	Affiliation, Specialties, Credentials, Societies, Profile, SupervisedColumns, Website          string
	Address, Access, Telephone, Fax, Email, Map, Booking, CallFormat, Dial, Spoken, ClosedDays     string
	Hours, Weekdays, HoursText, Day, Closed, Holiday, OpenNow, ClosedNow, HoursNote, ClinicDoctors string
	NoColumns, ClinicPage, And, To, NextDay, YearEnd, DoctorsLead, ClinicsLead                     string

	// Lists.
	NewColumns, AllColumns, CountFormat, PagesLabel, PageFormat, PreviousPage, NextPage, YearFormat string
	ValidFormat, More, Lead, LeadText, Archive, Listing, CategoriesLead, TagsLead                   string

	// Search.
	SearchLabel, SearchHint, SearchButton, SearchLead, SearchNoScript string
	SearchFound, SearchNone, SearchFailed, SearchMore, SearchWays     string // {0} is what was asked for, {1} a number
	SearchAbout                                                       string // SearchFound where not all were looked at

	// The glossary.
	Glossary, GlossaryLead, GlossaryRowFormat, GlossaryOther, GlossaryAlso string

	// Feeds.
	FeedsLead, FeedsSite, FeedsByCategory, FeedsByDoctor, FeedsHow string

	// Not found, withdrawn.
	NotFound, NotFoundText, Gone, GoneText, GoneSince, GoneAsk, GoneEmergency string

	// How this site supervises.
	AboutLead                                    string
	AboutSections                                []Section
	WeekdayNames                                 [7]string // from Sunday
	Tongues                                      [4]string // Japanese, English, Chinese, Korean
	dateForm, monthForm, monthDayForm, listComma string
}

// A Section is a heading and its paragraphs.
type Section struct {
	Title string
	Text  []string
}

// LabelsFor returns the labels of a language; an unknown language is shown in English.
func LabelsFor(lang string) *Labels {
	for _, l := range allLabels {
		if l.Lang == lang {
			return l
		}
	}
	return english
}

var allLabels = []*Labels{japanese, english, chinese, korean}

// AppendKey implements Keyed: the words themselves belong to the generator.
func (l *Labels) AppendKey(b []byte) []byte { return appendString(b, l.Lang) }

// fill puts the arguments in the places of a pattern: {0}, {1}.
func fill(pattern string, args ...string) string {
	var room [256]byte
	return string(appendFilled(room[:0], pattern, args...))
}

func appendFilled(b []byte, pattern string, args ...string) []byte {
	for {
		i := strings.IndexByte(pattern, '{')
		if i < 0 {
			return append(b, pattern...)
		}
		b, pattern = append(b, pattern[:i]...), pattern[i:]
		n, taken := -1, 1
		if len(pattern) > 2 && pattern[2] == '}' {
			n = int(pattern[1]) - '0'
		}
		if n >= 0 && n < len(args) {
			b, taken = append(b, args[n]...), len("{0}")
		} else {
			b = append(b, '{')
		}
		pattern = pattern[taken:]
	}
}

// Date returns a day as readers of the language write it, in the Western calendar: 2026年11月8日. It is
// empty for no date.
func (l *Labels) Date(d kanshu.Date) string { return l.form(l.dateForm, d) }

// Month returns the month of a day: 2026年11月.
func (l *Labels) Month(d kanshu.Date) string { return l.form(l.monthForm, d) }

// MonthDay returns a day without its year: 11月8日.
func (l *Labels) MonthDay(d kanshu.Date) string { return l.form(l.monthDayForm, d) }

func (l *Labels) form(pattern string, d kanshu.Date) string {
	var room [64]byte
	return string(l.appendForm(room[:0], pattern, d))
}

func (l *Labels) appendForm(b []byte, pattern string, d kanshu.Date) []byte {
	if d.IsZero() {
		return b
	}
	month := strconv.Itoa(int(d.Month))
	if l.Lang == "en" {
		month = time.Month(d.Month).String()
	}
	var year [8]byte
	return appendFilled(b, pattern, flat.String(strconv.AppendInt(year[:0], int64(d.Year), 10)), month, strconv.Itoa(int(d.Day)))
}

// dayForms are the methods of Labels that write a day, as they append it.
var dayForms = map[string]func(l *Labels, b []byte, d kanshu.Date) []byte{
	"Date":     func(l *Labels, b []byte, d kanshu.Date) []byte { return l.appendForm(b, l.dateForm, d) },
	"Month":    func(l *Labels, b []byte, d kanshu.Date) []byte { return l.appendForm(b, l.monthForm, d) },
	"MonthDay": func(l *Labels, b []byte, d kanshu.Date) []byte { return l.appendForm(b, l.monthDayForm, d) },
	"Valid": func(l *Labels, b []byte, d kanshu.Date) []byte {
		var month [64]byte
		return appendFilled(b, l.ValidFormat, flat.String(l.appendForm(month[:0], l.monthForm, d)))
	},
}

// Reading returns how long the reading takes.
func (l *Labels) Reading(minutes int) string { return fill(l.ReadingFormat, strconv.Itoa(minutes)) }

// Valid returns until when a review holds, by month.
func (l *Labels) Valid(due kanshu.Date) string { return fill(l.ValidFormat, l.Month(due)) }

// Accessed returns on which day a source was looked at.
func (l *Labels) Accessed(d kanshu.Date) string { return fill(l.AccessedFormat, l.Date(d)) }

// Back returns the name of the link from reference n to the place of its k-th citation, both from 1.
func (l *Labels) Back(n, k int) string { return fill(l.BackFormat, strconv.Itoa(n), strconv.Itoa(k)) }

// ApprovedBy returns who approved a correction.
func (l *Labels) ApprovedBy(name string) string { return fill(l.ApprovedByFormat, name) }

// SharedTag returns why a column is related: both speak of the tag.
func (l *Labels) SharedTag(tag string) string { return fill(l.SharedTagFormat, tag) }

// Call returns the words of a link that dials a number.
func (l *Labels) Call(number string) string { return fill(l.CallFormat, number) }

// Count returns a number of columns.
func (l *Labels) Count(n int) string {
	s := fill(l.CountFormat, strconv.Itoa(n))
	if l.Lang == "en" && n == 1 {
		return "1 column"
	}
	return s
}

// GlossaryRow returns the name of a row of the kana table, by its first kana: あ行.
func (l *Labels) GlossaryRow(kana string) string { return fill(l.GlossaryRowFormat, kana) }

// Page returns the name of page n of a list of pages.
func (l *Labels) Page(n, of int) string {
	return fill(l.PageFormat, strconv.Itoa(n), strconv.Itoa(of))
}

// Year returns a year as a heading.
func (l *Labels) Year(y int) string { return fill(l.YearFormat, strconv.Itoa(y)) }

// Time returns minutes after midnight as 9:00; from 24:00 on the next day is named.
func (l *Labels) Time(minutes int) string {
	prefix := ""
	if minutes > 24*60 {
		prefix, minutes = l.NextDay, minutes-24*60
	}
	tens := ""
	if minutes%60 < 10 {
		tens = "0"
	}
	return prefix + strconv.Itoa(minutes/60) + ":" + tens + strconv.Itoa(minutes%60)
}

// Yen returns a sum in yen with separators: 11,000円.
func (l *Labels) Yen(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	switch l.Lang {
	case "ja":
		return s + "円"
	case "zh":
		return s + "日元"
	case "ko":
		return s + "엔"
	default:
		return "¥" + s
	}
}

// List joins words as the language does: 月・火・水.
func (l *Labels) List(words []string) string { return strings.Join(words, l.listComma) }
