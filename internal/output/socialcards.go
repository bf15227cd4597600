package output

import (
	"image/color"
	"io"
	"strings"

	"kanshu/internal/kanshu"
	"kanshu/internal/layout"
	"kanshu/internal/picture"
)

// A poster is the picture that stands for a page where it is linked on other sites. The zero poster is
// none.
type poster struct {
	path          string // site path: "/assets/cards/hay-fever-0123456789.png"
	alt           string
	width, height int           // pixels
	card          kanshu.Digest // the key of the card that is drawn for it; zero for another picture
}

// post chooses the picture that stands for each column elsewhere: its own where it names one that is large
// enough, else its social card, else the card of the whole site.
func (p *Press) post(s *shelf) {
	s.poster = p.sitePoster(s)
	p.Each(len(s.columns), func(i int) {
		c := s.columns[i]
		s.entries[c].poster = p.posterFor(s, c)
	})
}

// posterFor chooses the picture that stands for a column.
func (p *Press) posterFor(s *shelf, c *kanshu.Column) poster {
	chosen := p.ownPoster(c)
	if chosen.path != "" {
		return chosen
	}
	if card := p.columnCard(s, c); card != nil {
		return cardPoster(string(c.Slug)+"-"+s.lang, card)
	}
	return s.poster
}

// posterOf returns the picture that stands for a column elsewhere.
func (s *shelf) posterOf(c *kanshu.Column) poster { return s.entries[c].poster }

// ownPoster returns the picture that a column's front matter names.
func (p *Press) ownPoster(c *kanshu.Column) poster {
	if c.Image == "" {
		return poster{}
	}
	pic := p.hung(pictureName(c, c.Image), asPoster)
	if pic == nil {
		return poster{}
	}
	return poster{path: "/" + strings.TrimPrefix(pic.Src, p.href("/")), alt: c.Title, width: pic.Width, height: pic.Height}
}

// sitePoster returns the card of the site as a whole in one language.
func (p *Press) sitePoster(s *shelf) poster {
	card := p.siteCard(s)
	if card == nil {
		return poster{}
	}
	return cardPoster("site-"+s.lang, card)
}

// cardPoster returns a card as the picture of a page. Its name changes with what it says, for the sites that
// show cards keep them for long.
func cardPoster(name string, card *picture.Card) poster {
	alt := card.Title
	for _, more := range []string{card.Name, card.Site} {
		if more != "" && more != card.Title {
			alt += "（" + more + "）"
			break
		}
	}
	key := cardKey(card)
	return poster{"/assets/cards/" + name + "-" + key.Short() + ".png", alt, picture.CardWidth, picture.CardHeight, key}
}

// cardKey covers all that a card is made of. It leaves out the build of the program on purpose: CardVersion
// stands for how cards are drawn, and ten thousand of them are not drawn again for a new release.
func cardKey(card *picture.Card) kanshu.Digest {
	return layout.Digest(struct {
		Version string
		Card    picture.Card
	}{"card " + picture.CardVersion, *card})
}

// columnCard returns the card of a column, nil where cards are switched off or the typeface lacks one of its
// characters: no card shows a box for a letter.
func (p *Press) columnCard(s *shelf, c *kanshu.Column) *picture.Card {
	if !p.Edition.Config().SocialCards {
		return nil
	}
	card := p.blankCard(s)
	card.Title, card.Subtitle = c.Title, c.Subtitle
	if len(c.Supervisors) > 0 { // a preview shows columns that have none
		card.Name = supervision(s.labels, c)
	}
	if !c.Review.Due.IsZero() {
		card.Term = s.labels.Valid(c.Review.Due)
	}
	if c.Category != nil {
		card.Kicker = c.Category.Name
	}
	if s.lang == "ja" || s.lang == "zh" {
		card.Seal = s.labels.Supervised
	}
	return drawable(card)
}

// siteCard returns the card of the site, likewise.
func (p *Press) siteCard(s *shelf) *picture.Card {
	c := p.Edition.Config()
	if !c.SocialCards {
		return nil
	}
	card := p.blankCard(s)
	card.Title, card.Subtitle = c.Title, c.Theme.Lead
	if card.Subtitle == "" {
		card.Subtitle = s.labels.Lead
	}
	card.Name, card.Site = c.Publisher.Name, ""
	return drawable(card)
}

// blankCard is what all cards of a language have in common.
func (p *Press) blankCard(s *shelf) *picture.Card {
	t := p.room.theme
	return &picture.Card{
		Lang: s.lang, Site: p.Edition.Config().Title, Mark: t.mark,
		Accent: t.accent.rgba(), OnAccent: t.accent.ink().rgba(),
	}
}

// drawable returns the card if the typeface has a glyph for all it says, else nil. A line that is only
// an ornament is left out rather than the card.
func drawable(c *picture.Card) *picture.Card {
	for _, s := range []*string{&c.Subtitle, &c.Kicker, &c.Mark, &c.Seal, &c.Term} {
		if len(picture.Missing(*s)) > 0 {
			*s = ""
		}
	}
	for _, s := range []string{c.Title, c.Name, c.Site} {
		if len(picture.Missing(s)) > 0 {
			return nil
		}
	}
	return c
}

// supervision says who vouches for a column: 「監修　森下 葉子 医師」.
func supervision(l *layout.Labels, c *kanshu.Column) string {
	if l.Lang == "ja" {
		return l.Supervised + "　" + names(c, l) + " " + l.Doctor
	}
	return l.Supervised + " " + names(c, l)
}

// socialCards plans the card of every column that has one, and of the site in every language.
func socialCards(p *Press) ([]kanshu.Artifact, error) {
	if !p.Edition.Config().SocialCards {
		return nil, nil
	}
	var as []kanshu.Artifact
	for _, s := range p.room.shelves {
		if !s.poster.card.IsZero() {
			as = append(as, p.cardArtifact(s.poster, func() *picture.Card { return p.siteCard(s) }))
		}
		for _, c := range s.columns {
			if at := s.posterOf(c); !at.card.IsZero() && at.card != s.poster.card {
				as = append(as, p.cardArtifact(at, func() *picture.Card { return p.columnCard(s, c) }))
			}
		}
	}
	return as, nil
}

// cardArtifact plans a card. It is described anew when it is made: ten thousand are not held.
func (p *Press) cardArtifact(at poster, card func() *picture.Card) kanshu.Artifact {
	return kanshu.Artifact{
		Path: at.path[1:], Type: "image/png", Wave: kanshu.Assets, Key: at.card, Made: true,
		Make: func(w io.Writer) error {
			return p.keep(w, at.card, func() ([]byte, error) { return p.studio.PNG(card()) })
		},
	}
}

// keep writes what stands in the cache under a key, or what is drawn and then stands there.
func (p *Press) keep(w io.Writer, key kanshu.Digest, draw func() ([]byte, error)) error {
	if p.Cache != nil {
		if b, ok := p.Cache.Load(key); ok {
			_, err := w.Write(b)
			return err
		}
	}
	b, err := draw()
	if err != nil {
		return err
	}
	if p.Cache != nil {
		p.Cache.Store(key, b)
	}
	_, err = w.Write(b)
	return err
}

// rgba returns the colour as package image knows it.
func (c colour) rgba() color.RGBA { return color.RGBA{c[0], c[1], c[2], 0xff} }
