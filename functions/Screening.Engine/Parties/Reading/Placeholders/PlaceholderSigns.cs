using System.Collections.Frozen;

namespace Screening.Engine.Parties.Reading.Placeholders;

/// <summary>
/// Placeholder words of scripts that are written without spaces (Han, Kana, Hangul, Thai). A text of these is a placeholder only
/// when it can be cut into such words entirely: 各种 is one, 各种子有限公司 is a name. Own table of dictionary words.
/// </summary>
internal static class PlaceholderSigns
{
    private static readonly FrozenDictionary<string, PlaceholderClass> Known = Table(
        (PlaceholderClass.Placeholder, """
            未知 不明 不详 不詳 未定 待定 待确认 待確認 待通知 待补 待補 未填 未填写 未填寫 未提供 未指定 未登记 未說明 未说明 未知客户 无 無 暂无 暫無 没有 沒有 查无
            无名 無名 无名氏 匿名 空白 各种 各種 其他 其它 杂项 雜項 测试 測試 示例 样本 樣本 虚拟 散客 零售 现金 現金 同上 同前 如上 见上 見上 见附件 見附件 见下 見下
            如附件 如下 不适用 不適用 无数据 某某 某人 某公司 张三 張三 待告 另告 另行通知 作废 停用 删除 重复 佚名 保密 多家 多个 若干 散户 散戶
            なし 無し 無記名 未記入 未入力 未登録 未設定 該当なし 該当無し 名無し 名無 上記 上記同様 同じ 同様 その他 其の他 テスト サンプル ダミー 諸口 一見 各位
            後日 後日連絡 追って連絡 確認中 不特定 空欄 匿名希望 ナシ 別紙 別紙参照 添付 添付参照 下記参照 上記参照 御中 雑 該当せず
            미상 없음 미정 기타 익명 무명 미확인 미지정 미기재 미입력 미등록 해당없음 알수없음 모름 상동 동일 위와동일 위와같음 같음 테스트 샘플 더미 예시 홍길동
            추후통보 추후 불명 공란 현금 첨부참조 별첨 별도통보 다수 각종 여러 미공개 비공개 확인중 해당사항없음 사용안함 삭제
            ไม่มี ไม่ทราบ ไม่ระบุ ไม่ปรากฏ ไม่เกี่ยวข้อง ไม่รู้ เงินสด ทดสอบ ตัวอย่าง อื่นๆ ต่างๆ เบ็ดเตล็ด เหมือนเดิม ดังกล่าวข้างต้น ตามแนบ ไม่ระบุชื่อ รอแจ้ง ไม่มีข้อมูล ไม่มีชื่อ
            ບໍ່ມີ មិនស្គាល់ မသိ
            """),
        (PlaceholderClass.Noun, """
            客户 客戶 顾客 顧客 现金客 現金客 一般客 零售客 个人客 買家 买家 買家 买方 買方 收货人 收貨人 供应商 供應商 用户 用戶 最终用户 最終用戶 消费者 消費者 員工 员工 终端用户 个人 個人 倉庫 仓库
            お客様 客先 得意先 取引先 仕入先 需要者 最終需要者 荷受人 購入者 購買者 消費者 従業員 社員
            고객 손님 구매자 수하인 공급업체 공급자 거래처 최종사용자 사용자 소비자 직원 창고 고객님 매수인 매입처 매출처
            ลูกค้า ผู้ซื้อ ผู้ขาย ผู้รับ ผู้ใช้ ผู้บริโภค พนักงาน
            """),
        (PlaceholderClass.WeakNoun, """
            名称 名稱 个 姓名 名字 公司名称 公司 企业 单位 人 者 氏名 会社 会社名 名前 個人客 様 数据 资料 개인 이름 성명 회사 회사명 업체 판매 ชื่อ บริษัท บุคคล ทั่วไป
            """),
        (PlaceholderClass.Qualifier, "最终 最終 终端 普通 一般 一次性 临时 臨時 新 私人 零散 各 某 一次 小売 その他の 일반 신규 최종 소매 임시 일회성 현장 方式 販売 销售 銷售 セール 売上 店頭"),
        (PlaceholderClass.Link, "的 の 해당 해당사항 사항 위와 은 는 이 가 을 를 의 및 수 알 위 와 과 有 は を に と"),
        (PlaceholderClass.Form, """
            有限公司 有限责任公司 有限責任公司 股份有限公司 股份公司 集团有限公司 责任有限公司 株式会社 有限会社 合同会社 合資会社 合名会社 (株) 주식회사 유한회사 유한책임회사 합자회사
            บริษัทจำกัด จำกัด มหาชน ㈱
            """));

    private static readonly int Longest = Known.Keys.Max(word => word.Length);

    /// <summary>Whether a character belongs to a script that is written without spaces.</summary>
    public static bool IsSign(char sign) => sign is
        (>= '\u0E00' and < '\u0F00') or (>= '\u1000' and < '\u10A0') or (>= '\u1100' and < '\u1200') or (>= '\u1780' and < '\u1800')
        or (>= '\u3005' and < '\u3008') or (>= '\u3040' and < '\u3100') or (>= '\u3130' and < '\u3190') or (>= '\u3400' and < '\uA000')
        or (>= '\uAC00' and < '\uD7B0') or (>= '\uF900' and < '\uFB00');

    /// <summary>Cuts a run of signs into known words with as few cuts as possible; null when a part of it is in no word.</summary>
    public static IReadOnlyList<PlaceholderClass>? Cut(string run)
    {
        var best = new (int Words, int From)[run.Length + 1];
        for (var end = 1; end <= run.Length; end++)
        {
            best[end] = (int.MaxValue, -1);
            for (var start = Math.Max(0, end - Longest); start < end; start++)
            {
                if (best[start].Words < best[end].Words - 1 && Known.ContainsKey(run[start..end]))
                {
                    best[end] = (best[start].Words + 1, start);
                }
            }
        }

        if (best[^1].From < 0)
        {
            return null;
        }

        var classes = new List<PlaceholderClass>();
        for (var end = run.Length; end > 0; end = best[end].From)
        {
            classes.Insert(0, Known[run[best[end].From..end]]);
        }

        return classes;
    }

    private static FrozenDictionary<string, PlaceholderClass> Table(params (PlaceholderClass Class, string Words)[] rows)
    {
        var table = new Dictionary<string, PlaceholderClass>(StringComparer.Ordinal);
        foreach (var (kind, words) in rows)
        {
            foreach (var word in PlaceholderWords.Words(words))
            {
                table[word] = table.GetValueOrDefault(word) | kind;
            }
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
