package rules

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
	"kanshu/internal/picture"
)

// The least widths in pixels: of a picture in a text, which is shown as wide as the lines, and of one that
// stands for a column elsewhere.
const (
	leastWidth       = 640
	leastPosterWidth = picture.CardWidth / 2
	leastFace        = 320 // of the shorter side: a portrait is shown 145 pixels wide, on fine screens twice as many
	leastLogo        = 160 // of the longer side: the icons of home screens are made from it
)

// PictureMissing warns of a picture that is not there.
var PictureMissing = &gate.Rule{
	Live: true,
	ID:   "picture-missing", Severity: kanshu.Warn,
	Title:   say("図のファイルがある", "The file of a picture is there"),
	Short:   say("図がない", "no picture"),
	Basis:   say("編集方針", "editorial policy"),
	Explain: say("図は、コラムと同じフォルダー(columns/名前/index.md の隣)か、assets/ に置きます。ほかのサイトの図は、読者の閲覧を外へ知らせることになるため表示しません。ファイルがないあいだは、代わりの文章を表示します。", "A picture stands in the column's own folder (beside columns/NAME/index.md) or below assets/. Pictures of other sites are not shown, for they would tell others what is read here. Until the file is there, its text alternative is shown."),
	Check:   eachPicture(pictureMissing),
	Record:  eachRecord(pictureMissing),
}

func pictureMissing(c *gate.Case, ref kanshu.Ref, s gate.Sight) {
	if !errors.Is(s.Err, fs.ErrNotExist) {
		return
	}
	hint := say("ファイル名を確かめてください。大文字と小文字も区別します", "check the name; upper and lower case count")
	switch {
	case strings.Contains(ref.Dest, "://") || strings.HasPrefix(ref.Dest, "//"):
		hint = say("ほかのサイトの図は表示できません。使ってよい図なら、コラムのフォルダーに置いてください", "pictures of other sites are not shown; if you may use it, put it into the column's folder")
	case c.Column.Slug == "": // of a record
		hint = say("画像は assets/ に置き、/assets/ から始まる名前で書いてください。大文字と小文字も区別します", "put the picture below assets/ and write its name from /assets/ on; upper and lower case count")
	case c.Column.Dir == "" && !strings.HasPrefix(ref.Dest, "/"):
		hint = say("図を置くには、コラムを columns/"+string(c.Column.Slug)+"/index.md に移し、図をその隣に置いてください", "to show pictures, move the column to columns/"+string(c.Column.Slug)+"/index.md and put them beside it")
	}
	c.Report(ref.Pos, say("図 "+ref.Dest+" が見つかりません", "there is no picture "+ref.Dest), hint)
}

// PictureType warns of a file that is no picture of a kind that is published, whatever its name says.
var PictureType = &gate.Rule{
	Live: true,
	ID:   "picture-type", Severity: kanshu.Warn,
	Title:   say("図が JPEG・PNG・GIF・WebP のいずれかである", "A picture is JPEG, PNG, GIF or WebP"),
	Basis:   say("公開サイトの安全(スクリプトを含みうる SVG や、図を装った HTML を載せない)", "safety of the published site: no SVG that may hold scripts, no HTML that is named like a picture"),
	Explain: say("種類は、名前ではなく中身で見分けます。写真は JPEG、図やイラストは PNG で保存してください。SVG は assets/ に置いた、描くだけのものに限ります。HEIC は JPEG に書き出してください。", "The kind is told by the bytes, not by the name. Save photographs as JPEG, drawings as PNG. SVG passes only below assets/ and only if it does nothing but draw. Export HEIC as JPEG."),
	Check:   eachPicture(pictureType),
	Record:  eachRecord(pictureType),
}

func pictureType(c *gate.Case, ref kanshu.Ref, s gate.Sight) {
	switch {
	case errors.Is(s.Err, picture.ErrActive):
		c.Report(ref.Pos, say("図 "+ref.Dest+" は、スクリプトや外部の参照を含みうる SVG です", ref.Dest+" is an SVG that could run a script or load something"),
			say("PNG に書き出してください", "export it as PNG"))
	case errors.Is(s.Err, picture.ErrKind):
		c.Report(ref.Pos, say("ファイル "+ref.Dest+" の中身は、載せられる種類の図ではありません", "the file "+ref.Dest+" holds no picture of a kind that is published"),
			say("JPEG か PNG で保存し直してください", "save it anew as JPEG or PNG"))
	}
}

// PictureBroken warns of a picture that breaks off.
var PictureBroken = &gate.Rule{
	Live: true,
	ID:   "picture-broken", Severity: kanshu.Warn,
	Title:   say("図のファイルが壊れていない", "The file of a picture is whole"),
	Basis:   say("編集方針", "editorial policy"),
	Explain: say("途中で切れたファイルは表示できません。送り直してもらうか、保存し直してください。", "A file that breaks off cannot be shown. Have it sent again, or save it anew."),
	Check:   eachPicture(pictureBroken),
	Record:  eachRecord(pictureBroken),
}

func pictureBroken(c *gate.Case, ref kanshu.Ref, s gate.Sight) {
	if errors.Is(s.Err, picture.ErrBroken) {
		c.Report(ref.Pos, say("図 "+ref.Dest+" のファイルが途中で切れているか、壊れています", "the file of the picture "+ref.Dest+" breaks off"),
			say("もとの図から保存し直してください", "save it anew from the original"))
	}
}

// PictureLarge warns of a picture that is too large to be read.
var PictureLarge = &gate.Rule{
	Live: true,
	ID:   "picture-large", Severity: kanshu.Warn,
	Title:   say("図が大きすぎない", "A picture is not too large"),
	Basis:   say("サイトを作る機械の保護: ファイル 12 MiB、4000 万画素まで", "protection of the machine that builds the site: files up to 12 MiB, 40 million pixels"),
	Explain: say("大きさは、画素を読む前に調べます。幅 2400 画素ほどに縮めて保存してください。それより細かくても、画面には現れません。", "The size is looked at before any pixel is read. Save it about 2400 pixels wide; more than that shows on no screen."),
	Check:   eachPicture(pictureLarge),
	Record:  eachRecord(pictureLarge),
}

func pictureLarge(c *gate.Case, ref kanshu.Ref, s gate.Sight) {
	if errors.Is(s.Err, picture.ErrSize) {
		c.Report(ref.Pos, say(fmt.Sprintf("図 %s が大きすぎます(%.1f MiB)", ref.Dest, float64(s.Bytes)/(1<<20)), fmt.Sprintf("the picture %s is too large (%.1f MiB)", ref.Dest, float64(s.Bytes)/(1<<20))),
			say("幅 2400 画素ほどに縮めて保存してください", "save it about 2400 pixels wide"))
	}
}

// PictureSmall warns of a picture that would be shown smaller than the lines, or blurred.
var PictureSmall = &gate.Rule{
	Live: true,
	ID:   "picture-small", Severity: kanshu.Warn,
	Title:   say("図に十分な大きさがある", "A picture is large enough"),
	Basis:   say("編集方針: 本文の図は幅 640 画素、共有用の図(image)は幅 600 画素から", "editorial policy: pictures in a text from 640 pixels wide, pictures that stand for a column (image) from 600"),
	Explain: say("小さな図は引き伸ばさずに表示するため、本文の幅に届かず、文字も読みにくくなります。もとの図があれば、大きいままで置いてください。", "A small picture is never blown up, so it does not fill the lines and its words are hard to read. Put the original in its full size."),
	Check: func(c *gate.Case) {
		for _, ref := range c.Column.Survey.Pictures {
			small(c, ref, leastWidth)
		}
		small(c, poster(c.Column), leastPosterWidth)
		for _, ref := range portraits(c.Column) {
			tiny(c, ref, c.Picture(ref.Dest), leastFace)
		}
	},
	Record: func(c *gate.Case, img kanshu.Image, s gate.Sight) {
		ref := kanshu.Ref{Dest: img.Dest, Pos: img.Pos}
		switch img.Role {
		case kanshu.ClinicSeen:
			small(c, kanshu.Ref{Dest: "/" + strings.TrimPrefix(img.Dest, "/"), Pos: img.Pos}, leastWidth)
		case kanshu.Logo:
			tiny(c, ref, s, leastLogo)
		default:
			tiny(c, ref, s, leastFace)
		}
	},
}

// PictureMoves warns of a picture that moves: readers see it stand still.
var PictureMoves = &gate.Rule{
	ID: "picture-moves", Severity: kanshu.Warn,
	Title:   say("図が動かない", "A picture does not move"),
	Basis:   say("WCAG 2.2 達成基準 2.2.2(動きを止められること)、編集方針", "WCAG 2.2, 2.2.2 (what moves can be stopped); editorial policy"),
	Explain: say("動く GIF は、最初の一こまだけを静止画として表示します。動きで伝えたいことは、数枚の図と文章に分けて書いてください。動くものは、読む人の集中を妨げ、発作の原因になることもあります。", "Of an animated GIF the first frame alone is shown. Tell what moves in a few pictures and words; what moves keeps some readers from reading, and may cause seizures."),
	Live:    true,
	Check:   eachPicture(pictureMoves), Record: eachRecord(pictureMoves),
}

func pictureMoves(c *gate.Case, ref kanshu.Ref, s gate.Sight) {
	if s.Err == nil && s.Moves {
		c.Report(ref.Pos, say("図 "+ref.Dest+" は動く GIF で、最初の一こまだけが表示されます", "the picture "+ref.Dest+" is an animated GIF, of which the first frame alone is shown"),
			say("伝えたい場面を選び、PNG や JPEG の静止画にしてください", "choose the frames that matter, and save them as PNG or JPEG"))
	}
}

// tiny reports a portrait or a logo that has too few pixels: of a portrait the shorter side counts, since
// it is shown square.
func tiny(c *gate.Case, ref kanshu.Ref, s gate.Sight, least int) {
	side := min(s.Info.Width, s.Info.Height)
	if least == leastLogo {
		side = max(s.Info.Width, s.Info.Height)
	}
	if s.Err == nil && s.Info.Type != picture.SVG && side < least {
		c.Report(ref.Pos, say(fmt.Sprintf("画像 %s が小さすぎます(%d×%d 画素)", ref.Dest, s.Info.Width, s.Info.Height), fmt.Sprintf("the picture %s is too small (%d by %d pixels)", ref.Dest, s.Info.Width, s.Info.Height)),
			say(fmt.Sprintf("%d 画素以上の画像に替えてください", least), fmt.Sprintf("take one of %d pixels or more", least)))
	}
}

// small reports a picture that is narrower than it should be.
func small(c *gate.Case, ref kanshu.Ref, least int) {
	if ref.Dest == "" {
		return
	}
	s := c.Picture(ref.Dest)
	if s.Err == nil && s.Info.Type != picture.SVG && s.Info.Width < least {
		c.Report(ref.Pos, say(fmt.Sprintf("図 %s の幅が %d 画素しかありません", ref.Dest, s.Info.Width), fmt.Sprintf("the picture %s is only %d pixels wide", ref.Dest, s.Info.Width)),
			say(fmt.Sprintf("幅 %d 画素以上の図に替えてください", least), fmt.Sprintf("take one of %d pixels or more", least)))
	}
}

// poster returns the picture that stands for a column elsewhere; its Dest is "" if it names none.
func poster(c *kanshu.Column) kanshu.Ref {
	if c.Image == "" {
		return kanshu.Ref{}
	}
	return kanshu.Ref{Dest: c.Image, Pos: c.At("image")}
}

// portraits returns the pictures of doctors whose record is written out in a column.
func portraits(c *kanshu.Column) []kanshu.Ref {
	var all []kanshu.Ref
	for _, s := range c.Supervisors {
		if d := s.Doctor; d != nil && d.ID == "" && d.Image != "" {
			all = append(all, kanshu.Ref{Dest: d.Image, Pos: c.At("supervisor")})
		}
	}
	return all
}

// eachRecord returns a Record that asks the same of a picture that stands in no text.
func eachRecord(check func(*gate.Case, kanshu.Ref, gate.Sight)) func(*gate.Case, kanshu.Image, gate.Sight) {
	return func(c *gate.Case, img kanshu.Image, s gate.Sight) {
		check(c, kanshu.Ref{Dest: img.Dest, Pos: img.Pos}, s)
	}
}

// eachPicture returns a Check that is asked for every picture of a column: those of the text, the one that
// stands for it elsewhere, and those of doctors whose record is written out in it.
func eachPicture(check func(*gate.Case, kanshu.Ref, gate.Sight)) func(*gate.Case) {
	return func(c *gate.Case) {
		for _, ref := range c.Column.Survey.Pictures {
			check(c, ref, c.Picture(ref.Dest))
		}
		if ref := poster(c.Column); ref.Dest != "" {
			check(c, ref, c.Picture(ref.Dest))
		}
		for _, ref := range portraits(c.Column) {
			check(c, ref, c.Picture(ref.Dest))
		}
	}
}

// GlyphMissing warns of characters that cannot be drawn on a column's social card.
var GlyphMissing = &gate.Rule{
	ID: "glyph-missing", Severity: kanshu.Warn,
	Title:   say("題名と監修者名の文字が、共有用の画像に描ける", "The title and the supervisor's name can be drawn on the social card"),
	Basis:   say("編集方針: 人の名前を、別の字や空白の四角(□)にしない", "editorial policy: nobody's name becomes another character, or a box"),
	Explain: say("共有用の画像の書体にない文字があると、その画像は作らず、サイト全体の画像を使います。絵文字や外国の文字なら題名から除くか、image に用意した画像を書いてください。", "Where the typeface of social cards lacks a character, no card is made and that of the whole site is shown. Take emoji or foreign letters out of the title, or name a picture of your own as image."),
	Check: func(c *gate.Case) {
		if !c.Config.SocialCards || c.Column.Image != "" || c.Column.Lang == "ko" || c.Column.Lang == "zh" {
			return // the typeface is Japanese; translations get the card of the site, and nobody can mend that
		}
		glyphs(c, "title", c.Column.Title)
		for _, s := range c.Column.Supervisors {
			if s.Doctor != nil {
				glyphs(c, "supervisor", s.Doctor.Name)
			}
		}
	},
}

// glyphs reports the characters of a text that the typeface lacks.
func glyphs(c *gate.Case, key, text string) {
	if m := picture.Missing(text); len(m) > 0 {
		list := strings.Join(strings.Split(string(m), ""), " ")
		c.Report(c.Column.At(key), say("共有用の画像に描けない文字があります: "+list, "the social card cannot show these characters: "+list),
			say("別の書き方にするか、image: に用意した画像を書いてください", "write it otherwise, or name a picture of your own with image:"))
	}
}
