// Package rules is what the publication asks of its columns: one file a rule or a family of rules, and
// the list of them. To add a rule, write it, write its fixture under testdata, and name it in All.
package rules

import (
	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/rules/words"
)

// All is every rule, in the order in which they are asked and documented. The rules without a Check
// and a Read are reported by the reading of files or by the gate itself; they stand here so that
// explain, doc/rules.md and SARIF know them.
var All = append([]*gate.Rule{
	SupervisorMissing, SupervisorUnknown, SupervisorLeft,
	ReviewMissing, ReviewExpired, ReviewInconsistent, ReviewTooLong,
	FrontMatterUnreadable, SlugUnusable, FileNotRegular,
	Draft, Scheduled,
	TreatmentDisclosure, UnapprovedDisclosure, RegenerativePlan, SponsorUnlabelled, InterestMissing, CorrectionIncomplete, EvidenceUngraded,
	TitleMissing, BodyMissing, ClinicMissing, ReferencesMissing, ReviewDueSoon,
	CiteUnknown, ReferenceUnclear, ReferenceUncited, StrayMarkup, LinkWithheld, LinkBroken,
	emphasisBetweenDigits, setextHeading, rawHTML, linkScheme, pictureAlt, noticeUnknown, noticeOpen,
	footnoteUnused, footnoteUnknown, fragmentUnknown, linkDead, linkPrivate, linkMoved,
	PictureMissing, PictureType, PictureBroken, PictureLarge, PictureSmall, PictureMoves, GlyphMissing, LayoutUnknown,
	KeyUnknown, clinicUnknown, topicUnknown, draftUnclear, textCut, aliasUnusable, HoursUnclear, TelephoneUnclear, postalCodeUnclear,
	fileTooLarge, fileUnreadable, FileStray,
	AdReasonMissing, Words, Waived, WaiverEmpty, WaiverUnused, PolicyUnusable, Manuscript,
}, append(manuscriptEntries, wordEntries(words.Builtin)...)...)

// Find returns the rule of that name, nil if there is none.
func Find(id string) *gate.Rule {
	for _, r := range All {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// say is a wording in both languages.
func say(ja, en string) kanshu.Wording { return kanshu.Wording{JA: ja, EN: en} }
