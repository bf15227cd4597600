package source

// DoctorKeys is a file of data/doctors.
var DoctorKeys = personKeys

// ClinicKeys is a file of data/clinics.
var ClinicKeys = clinicKeys

var personKeys = []Key{
	{Name: "name", Aliases: []string{"氏名", "名前"}, Gate: true, Required: true, What: word("氏名。書いたとおりに出ます", "the name, shown as written"), Example: "森下 葉子"},
	{Name: "kana", Aliases: []string{"よみ", "読み", "ふりがな", "かな"}, What: word("氏名の読み", "the reading of the name"), Example: "もりした ようこ"},
	{Name: "title", Aliases: []string{"役職", "肩書", "肩書き"}, What: word("役職", "the post"), Example: "院長"},
	{Name: "clinic", Aliases: []string{"医院", "クリニック", "所属医院"}, What: word("所属する医院の id", "the id of the clinic"), Example: "ginza"},
	{Name: "affiliation", Aliases: []string{"所属"}, What: word("所属(文で書く場合)", "the affiliation as a text"), Example: "みほん大学病院 内科"},
	{Name: "specialties", Aliases: []string{"専門", "専門分野", "診療科"}, Kind: Texts, What: word("専門とする診療科", "the specialties"), Example: "[総合内科]"},
	{Name: "credentials", Aliases: []string{"資格"}, Kind: Records, Of: credentialKeys, What: word("資格と、認定した団体", "qualifications and who granted them"), Example: "[{name: 総合内科専門医, issuer: みほん内科学会}]"},
	{Name: "societies", Aliases: []string{"所属学会", "学会"}, Kind: Texts, What: word("所属学会", "the societies"), Example: "[みほん内科学会]"},
	{Name: "bio", Aliases: []string{"略歴", "経歴", "紹介"}, What: word("略歴", "a short life"), Example: "地域の診療に携わる。"},
	{Name: "image", Aliases: []string{"写真", "画像"}, What: word("写真", "the portrait"), Example: "/assets/images/morishita.jpg"},
	{Name: "url", Aliases: []string{"アドレス"}, What: word("紹介ページのアドレス", "the address of the profile"), Example: "https://clinic.example.jp/doctor/"},
	{Name: "same_as", Aliases: []string{"関連ページ"}, Kind: Texts, What: word("本人を示すほかのページ", "other pages about the same person"), Example: "[https://example.jp/morishita]"},
	{Name: "until", Aliases: []string{"退任日", "退職日"}, Kind: Day, Gate: true, What: word("在任の最終日", "the last day in office"), Example: "2027-03-31"},
}

var credentialKeys = []Key{
	{Name: "name", Aliases: []string{"名称", "資格名"}, Required: true, What: word("資格の名称", "the qualification"), Example: "総合内科専門医"},
	{Name: "issuer", Aliases: []string{"認定団体", "団体"}, What: word("認定した団体", "who granted it"), Example: "みほん内科学会"},
}

var clinicKeys = append([]Key{
	{Name: "name", Aliases: []string{"名称", "医院名", "名前"}, Required: true, What: word("医院の名称", "the clinic's name"), Example: "みどり坂内科クリニック"},
	{Name: "group", Aliases: []string{"法人", "運営", "グループ"}, What: word("運営する法人", "the group it belongs to"), Example: "医療法人みほん会"},
	{Name: "address", Aliases: []string{"住所", "所在地"}, Kind: Records, Single: true, Of: addressKeys, What: word("住所", "the address"), Example: "東京都架空区みどり坂1丁目2番3号"},
	{Name: "tel", Aliases: []string{"電話", "電話番号", "TEL"}, What: word("電話番号", "the telephone number"), Example: "03-0000-1000"},
	{Name: "fax", Aliases: []string{"ファックス", "ファクス", "FAX"}, What: word("ファクスの番号", "the fax number"), Example: "03-0000-1001"},
	{Name: "email", Aliases: []string{"メール", "メールアドレス"}, What: word("メールアドレス", "the mail address"), Example: "info@clinic.example.jp"},
	{Name: "hours", Aliases: []string{"診療時間"}, Kind: Records, Of: hoursKeys, What: word("診療時間", "the opening hours"), Example: "平日 9:00-12:30/15:00-18:30; 土 9:00-12:30"},
	{Name: "closed", Aliases: []string{"休診", "休診日"}, Kind: Texts, What: word("休診日", "the days it is closed"), Example: "[日曜日, 祝日]"},
	{Name: "access", Aliases: []string{"アクセス", "最寄駅", "最寄り駅"}, Kind: Records, Of: accessKeys, What: word("道順", "how to get there"), Example: "各線銀座駅 B5番出口より徒歩4分"},
	{Name: "url", Aliases: []string{"アドレス"}, What: word("医院のアドレス", "the clinic's web address"), Example: "https://clinic.example.jp/"},
	{Name: "booking_url", Aliases: []string{"予約", "予約ページ"}, What: word("予約ページのアドレス", "the address for booking"), Example: "https://clinic.example.jp/booking/"},
	{Name: "geo", Aliases: []string{"位置"}, Kind: Record, Of: geoKeys, What: word("緯度と経度", "latitude and longitude"), Example: "{lat: 35.0000, lng: 139.0000}"},
	{Name: "languages", Aliases: []string{"対応言語"}, Kind: Texts, What: word("対応できる言語", "the languages spoken"), Example: "[ja, en]"},
	{Name: "image", Aliases: []string{"写真", "画像"}, What: word("写真", "a picture"), Example: "/assets/images/clinic.jpg"},
	{Name: "until", Aliases: []string{"閉院日"}, Kind: Day, Gate: true, What: word("診療の最終日", "the last day open"), Example: "2027-03-31"},
}, addressKeys...)

var addressKeys = []Key{
	{Name: "postal_code", Aliases: []string{"郵便番号"}, What: word("郵便番号", "the postal code"), Example: "000-0101"},
	{Name: "region", Aliases: []string{"都道府県"}, What: word("都道府県", "the prefecture"), Example: "東京都"},
	{Name: "locality", Aliases: []string{"市区町村"}, What: word("市区町村", "the city"), Example: "架空区"},
	{Name: "street", Aliases: []string{"番地", "町名番地"}, What: word("町名と番地", "the street and number"), Example: "みどり坂1丁目2番3号"},
	{Name: "building", Aliases: []string{"建物"}, What: word("建物", "the building"), Example: "みほんビル"},
	{Name: "floor", Aliases: []string{"階"}, What: word("階", "the floor"), Example: "3階"},
}

var hoursKeys = []Key{
	{Name: "days", Aliases: []string{"曜日"}, Kind: Texts, Required: true, What: word("曜日", "the days"), Example: "[月, 火, 水]"},
	{Name: "open", Aliases: []string{"開始"}, Required: true, What: word("開始の時刻", "when it opens"), Example: "9:00"},
	{Name: "close", Aliases: []string{"終了"}, Required: true, What: word("終了の時刻", "when it closes"), Example: "12:30"},
}

var accessKeys = []Key{
	{Name: "line", Aliases: []string{"路線"}, What: word("路線", "the line"), Example: "各線"},
	{Name: "station", Aliases: []string{"駅"}, Required: true, What: word("駅", "the station"), Example: "銀座駅"},
	{Name: "exit", Aliases: []string{"出口"}, What: word("出口", "the exit"), Example: "B5"},
	{Name: "walk", Aliases: []string{"minutes", "徒歩", "分"}, Kind: Count, What: word("徒歩で何分か", "minutes on foot"), Example: "4"},
}

var geoKeys = []Key{
	{Name: "lat", Aliases: []string{"緯度"}, Kind: Decimal, Required: true, What: word("緯度", "the latitude"), Example: "35.0000"},
	{Name: "lng", Aliases: []string{"経度"}, Kind: Decimal, Required: true, What: word("経度", "the longitude"), Example: "139.0000"},
}
