package picture_test

import (
	"bytes"
	"testing"

	"kanshu/internal/picture"
)

// FuzzPassive looks for a drawing that passes and holds something that could act.
func FuzzPassive(f *testing.F) {
	for _, s := range []string{
		`<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h1"/></svg>`, `<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>`, `<svg onload="x"/>`, `<!DOCTYPE svg [<!ENTITY x "y">]><svg>&x;</svg>`,
		`<svg><a href="javascript:x"/></svg>`, `<?xml-stylesheet href="x"?><svg/>`, `<svg><style>@import "x"</style></svg>`, `<x:svg xmlns:x="http://www.w3.org/2000/svg"><x:script/></x:svg>`, `<svg><![CDATA[<script>]]></svg>`, `<svg><!-- <script> --></svg>`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if picture.Passive(b) != nil {
			return
		}
		low := bytes.ToLower(b)
		for _, mark := range []string{"<script", "<foreignobject", "<iframe", "<!entity", "<?xml-stylesheet", " onload=", " onclick=", "href=\"javascript:"} {
			if bytes.Contains(low, []byte(mark)) && !bytes.Contains(low, []byte("<!--")) && !bytes.Contains(low, []byte("<![cdata[")) {
				t.Errorf("passes with %s: %q", mark, b)
			}
		}
		_, _ = picture.Extent(b)
	})
}

// FuzzProbe reads heads of pictures: whatever the bytes are, no panic, and no size beyond the limits.
func FuzzProbe(f *testing.F) {
	f.Add([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x02\x08\x06\x00\x00\x00"))
	f.Add([]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"))
	f.Add([]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00"))
	f.Add([]byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		info, err := picture.Probe(b)
		if err == nil && (info.Width < 1 || info.Height < 1 || info.Ext == "" || info.Type == "") {
			t.Errorf("%q: %+v", b, info)
		}
	})
}
