package source_test

import (
	"strings"
	"testing"
	"time"

	"kanshu/internal/source"
)

// TestWhatNamesNobody is about names in records: what stands there until somebody is found is no doctor.
func TestWhatNamesNobody(t *testing.T) {
	t.Parallel()
	for _, name := range []string{
		"", " ", "\u3000", "\u200b", "\u3164", "-", "―", "…", "???", "!", "〃", "々", "①", "×", "○○ ○○", "👨‍⚕️",
		"未定", "未　定", "「未定」", "未定です", "未定。", "未定（仮）", "未定 先生", "監修者未定", "監修医師：未定", "未定/未定", "未\u200b定", "未定医師", "未監修", "未入力",
		"TBD", "ＴＢＤ", "ⓉⒷⒹ", "ТBD", "TBD TBD", "tbd.", "N/A", "none", "Anonymous", "Anonymous Doctor", "no name", "noname", "Nobody", "test", "TEST", "sample", "dummy", "lorem ipsum", "coming soon", "hoge",
		"なし", "ナシ", "特になし", "該当者なし", "監修なし", "同上", "上記", "上記と同じ", "同じ", "匿名", "匿名希望", "名無し", "名無しの権兵衛", "ダミー", "テスト", "サンプル", "空欄", "要確認", "近日公開", "交渉中", "決まり次第", "公開後に記入", "非公開", "退職", "不詳",
		"医師", "先生", "院長", "担当医", "監修", "監修医師", "医師監修", "医師による監修", "専門医", "内科医", "某医師", "A医師", "A先生", "X医師", "○○医師", "???さん", "ドクター", "Dr.", "Doctor", "氏名", "姓 名", "お名前", "監修者名", "[氏名]", "誰か",
		"編集部", "編集長", "当院", "当院スタッフ", "医療チーム", "事務局", "ChatGPT", "AI", "生成AI", "admin", "editor",
		"true", "false", "yes", "no", "on", "off", "0", "123", "1.5", "2026-11-01", "a", "あ", "aaa", "あああ", "xxx", "XX XX",
		"{{ name }}", "{{ .Site.Author }}", "${DOCTOR}", "%NAME%", "<name>", "https://example.jp/", "x@example.jp", "03-0000-1000",
	} {
		if !source.Nameless(name) {
			t.Errorf("%q is taken for the name of a doctor", name)
		}
	}
	for _, name := range []string{
		"森下 葉子", "春野かすみ", "髙﨑 𠮷子", "葛\U000E0100城 一", "仮谷 無一", "無着 成恭", "有村 医子", "名取 先男", "林", "林 林", "林先生", "王 医", "後藤 中", "未来 希", "仮屋 名央", "さん 太郎", "監物 修", "佐々木 奈々", "々木 一",
		"Nguyen Thi Tam", "Nana", "Na Na", "Dr. No", "Noh Min", "An On", "Ai Sato", "Guest", "Ng", "Jane Doe", "テス・トンプソン", "アン・ノウン", "ナシル・アリ", "서 준", "D'Arcy Test", "森下 葉子 <b>", "<script>alert(1)</script>", "100% 森下", "森下 @本院", "山田 太郎（内科医）", "A. 森下",
	} {
		if source.Nameless(name) {
			t.Errorf("%q is not taken for a name", name)
		}
	}
}

// TestLongNamesAreTold holds the time that a hostile name costs.
func TestLongNamesAreTold(t *testing.T) {
	t.Parallel()
	start := time.Now()
	for _, part := range []string{"後で", "未定", "A", "あ", "a ", "監修医師"} {
		source.Nameless(strings.Repeat(part, 20000) + "森")
		source.Nameless(strings.Repeat(part, 19) + "森")
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}
