package gate_test

import (
	"fmt"
	"testing"

	"kanshu/internal/gate"
	"kanshu/internal/kanshu"
)

// TestPagesOfADoctorStand: a link to the second page of a doctor's columns leads there as soon as there is one.
func TestPagesOfADoctorStand(t *testing.T) {
	t.Parallel()
	doctor, other := &kanshu.Doctor{ID: "a", Name: "甲"}, &kanshu.Doctor{Name: "無記名"}
	for _, n := range []int{20, 21} {
		var columns []*kanshu.Column
		for i := range n {
			columns = append(columns, &kanshu.Column{
				File: fmt.Sprintf("columns/%d.md", i), Slug: kanshu.Slug(fmt.Sprint("c", i)), Supervisors: []kanshu.Supervisor{{Doctor: doctor}, {Doctor: other}},
			})
		}
		site := handSite(columns...)
		site.Doctors = []*kanshu.Doctor{doctor}
		e, _ := mustJudge(t, site, gate.Options{Rules: []*gate.Rule{{ID: "calm"}}})
		for path, want := range map[string]bool{"/doctors/a/": true, "/doctors/a/page/2/": n > 20, "/doctors/a/page/3/": false, "/columns/page/2/": n > 20, "/doctors//": false} {
			if e.Stands(path) != want {
				t.Errorf("%d columns: Stands(%s) = %v", n, path, !want)
			}
		}
	}
}

// TestLinksThatRefuse: where the site refuses links that lead to nothing, the column is refused once, readers are
// told, and the same finding does not stand twice.
func TestLinksThatRefuse(t *testing.T) {
	t.Parallel()
	for _, refuse := range [][]string{nil, {"link-broken"}} {
		site := handSite(
			&kanshu.Column{File: "columns/a.md", Slug: "a", Survey: kanshu.Survey{Links: []kanshu.Ref{{Dest: "/columns/none/"}}}},
			&kanshu.Column{File: "columns/b.md", Slug: "b", Survey: kanshu.Survey{Links: []kanshu.Ref{{Dest: "/columns/a/"}}}},
		)
		site.Config.Policy.Refuse = refuse
		_, verdicts := mustJudge(t, site, gate.Options{Rules: []*gate.Rule{{ID: "calm"}}})
		fs := verdicts[0].Findings
		if len(fs) != 1 || (fs[0].Severity == kanshu.Refuse) != (refuse != nil) || (verdicts[0].Outcome == kanshu.Refused) != (refuse != nil) {
			t.Fatalf("refuse %v: %+v", refuse, verdicts[0])
		}
		if told := fs[0].Readers.EN; (told == "the link is taken off and only its words are shown") != (refuse == nil) {
			t.Errorf("refuse %v: readers are told %q", refuse, told)
		}
		if later := verdicts[1].Findings; len(later) != len(refuse) || verdicts[1].Outcome != kanshu.Approved {
			t.Errorf("refuse %v: the column that leads to it: %+v", refuse, verdicts[1])
		}
	}
}
