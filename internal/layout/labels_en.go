package layout

var english = &Labels{
	Lang: "en",
	Skip: "Skip to the text", Menu: "Main menu", Home: "Home", Crumbs: "You are here", Columns: "Columns",
	Doctors: "Supervising doctors", Clinics: "Clinics", Categories: "Fields", Tags: "Topics", Search: "Search",
	Feeds: "Subscribe (feeds)", About: "How we supervise", Footer: "About this site", Language: "English",
	Languages: "Other languages", Sponsored: "Advertisement",

	Published: "Published", Updated: "Updated", ReadingFormat: "about {0} min to read", Supervised: "Supervised by",
	Supervision: "Medical supervision", SupervisedOn: "Reviewed on", ReviewDue: "Next review due", How: "How this site supervises",
	Doctor: "MD", WrittenBy: "Written by", Points: "Key points", Contents: "Contents",

	Treatments: "About self-pay treatment", TreatmentsInsured: "About treatment", TreatmentNote: "This includes treatment that public health insurance does not cover. Please decide after a doctor has explained it to you.",
	Funding: "Who pays", Treatment: "What is done", Price: "Usual price", Duration: "Duration", Visits: "Visits",
	Risks: "Main risks and side effects", Approval: "Approval in Japan", SelfPay: "Self-pay (not insured)", Insured: "Insured",
	Mixed: "Partly self-pay", Approved: "Used as approved", OffLabel: "Used otherwise than approved",
	Unapproved: "Not approved in Japan", TaxIncluded: "tax included", TaxExcluded: "tax not included", TaxExempt: "tax exempt",
	UnapprovedStatement: "Unapproved status", Route: "How it is obtained", Alternative: "Approved alternatives in Japan",
	Overseas: "Safety information abroad", Relief: "Public relief system", RegenerativePlan: "Regenerative medicine plan",
	RegenerativeNote: "That a plan was notified does not mean that the state has confirmed its effect or safety.",
	References:       "References", AccessedFormat: "accessed {0}", BackFormat: "Back to citation {1} of reference {0}",
	Corrections: "Corrections", ApprovedByFormat: "confirmed by {0}", COI: "Conflicts of interest", Evidence: "How certain this is",
	Graded: "Graded by", SupervisorCard: "The doctor who supervised this column", SupervisorProfile: "Career and supervised columns",
	ClinicCard: "The supervising clinic", Questions: "Questions and answers", Related: "Read next", Neighbours: "Before and after in this field",
	Previous: "Previous column", Next: "Next column", SameDoctor: "Same doctor", SameCategory: "Same field", SharedTagFormat: "Shared topic: {0}",
	LastReviewed: "Page last reviewed", NextReview: "Next review due",
	Disclaimer: "This column is general medical information. It does not replace diagnosis or treatment. If you have symptoms that worry you, please see a doctor.",
	Subscribe:  "Get new columns", Recommendation: "Strength of recommendation", Certainty: "Certainty", Sponsor: "Sponsored by",

	Affiliation: "Affiliation", Specialties: "Specialties", Credentials: "Qualifications", Societies: "Societies", Profile: "Career",
	SupervisedColumns: "Supervised columns", Website: "Website",
	Address: "Address", Access: "Getting here", Telephone: "Telephone", Fax: "Fax", Email: "E-mail", Map: "Open a map",
	Booking: "Book an appointment", CallFormat: "Call {0}", Dial: "Call", Spoken: "Languages spoken", ClosedDays: "Closed on", Hours: "Opening hours", Weekdays: "Days",
	HoursText: "Hours", Day: "Day", Closed: "Closed", Holiday: "Public holidays", OpenNow: "Within opening hours (please confirm)",
	ClosedNow: "Outside opening hours (please confirm)", HoursNote: "The clinic may close at short notice. Please check before you come.",
	ClinicDoctors: "Doctors of this clinic", NoColumns: "There is no published column yet.",
	ClinicPage: "More about the clinic", And: ", ", To: "to", NextDay: "next day ", YearEnd: "New Year holidays",
	DoctorsLead: "The doctors who supervise our columns: what they specialise in, their careers and the columns they vouch for.",
	ClinicsLead: "The clinics where our supervising doctors practise: where they are, when they are open and how to reach them.",

	NewColumns: "New columns", AllColumns: "All columns", CountFormat: "{0} columns", PagesLabel: "Pages",
	PageFormat: "Page {0} of {1}", PreviousPage: "Previous page", NextPage: "Next page", YearFormat: "{0}",
	ValidFormat: "valid until {0}", More: "See all columns", Lead: "Read, then choose for yourself.",
	LeadText: "Every column names the doctor who reviewed it and the day by which it will be reviewed again.", Archive: "All columns", Listing: "List",
	CategoriesLead: "Our columns, field by field.", TagsLead: "Find columns by topics that reach across the fields.",

	SearchLabel: "Search the columns", SearchHint: "Symptom, test, medicine", SearchButton: "Search",
	SearchLead:     "Type what you would like to know about.",
	SearchFound:    "Columns that speak of “{0}”: {1}.",
	SearchAbout:    "Columns that speak of “{0}”: about {1}.",
	SearchNone:     "No column speaks of “{0}”. Please try fewer or other words.",
	SearchFailed:   "The data for the search did not arrive. Please check the connection and open this page again.",
	SearchMore:     "Show more",
	SearchWays:     "Other ways to look",
	SearchNoScript: "The search uses JavaScript. Without it, please look through the list of columns or the fields.",

	Glossary: "Glossary", GlossaryLead: "Words that our columns use, explained in brief.", GlossaryRowFormat: "{0}",
	GlossaryOther: "Others", GlossaryAlso: "Also:",

	FeedsLead: "Get new columns, reviews and withdrawals in a feed reader. No account, no e-mail address.",
	FeedsSite: "All columns", FeedsHow: "Add one of these addresses to your feed reader. All carry the same content.",
	FeedsByCategory: "By field", FeedsByDoctor: "By doctor",

	NotFound: "Page not found", NotFoundText: "The address may have changed or been mistyped. Please look through the list of columns.",
	Gone: "Not available at present", GoneText: "This column is being reviewed and is not available at present.", GoneSince: "Since",
	GoneAsk:       "For urgent questions, please call the clinic.",
	GoneEmergency: "In Japan, call #7119 if you are unsure about sudden symptoms, and 119 in an emergency.",

	AboutLead: "Doctors check the columns of this site, and look at them again by a set day.",
	AboutSections: []Section{
		{"No column without a doctor", []string{
			"Every column names the doctor who checked it, and the clinic. A column without a supervisor cannot be published: the system does not accept it.",
			"Who wrote a column and who supervised it are named apart.",
		}},
		{"A review has an end", []string{
			"“Reviewed on” is the day on which the doctor read the whole column. It does not change when only a part is mended.",
			"“Next review due” is the last day on which that review holds. After it the column is taken down by itself, until a doctor has read it again.",
		}},
		{"Sources are named", []string{
			"Guidelines, papers and public documents that a column rests on stand at its end. What is still being studied is said to be so.",
		}},
		{"Errors are mended in the open", []string{
			"When an error is found after publication, the column records what was mended and when. Please tell the clinic if you notice one.",
		}},
		{"Advertising is kept apart", []string{
			"Where self-pay treatment is described, its price, duration and main risks stand in type of the same size. Columns that were paid for say so.",
		}},
	},
	WeekdayNames: [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
	Tongues:      [4]string{"Japanese", "English", "Chinese", "Korean"},
	dateForm:     "{2} {1} {0}", monthForm: "{1} {0}", monthDayForm: "{2} {1}", listComma: ", ",
}
