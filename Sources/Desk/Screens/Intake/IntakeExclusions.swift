// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// 除外事由 at the counter: what the book of the scheme knows is asked, behind a line that is opened
/// only where something of it is said; nothing said is 該当なし.
extension IntakeFields {
    /// One group for all children; none where the book has no exclusion.
    func exclusions(_ children: [ResidentSnapshot]) -> [FieldGroup] {
        let listed = form.exclusions
        guard !listed.isEmpty, !children.isEmpty else { return [] }
        let choices = [("", "該当なし")] + listed.map { ($0.kind.rawValue, $0.reading) }
        let fields = children.flatMap { child -> [FormField] in
            let id = child.number.description
            let name = reader.sees(child.alias ?? child.name, of: .name)
            var asked: [FormField] = [
                .select("exclusion-\(id)", "\(name)：事情", typed, choices),
                .date(
                    "exclusion-began-\(id)", "\(name)：始まりの日", typed, whose: "past",
                    hint: "例 070401"),
            ]
            if listed.contains(where: { $0.kind == .otherSchemeLeavesZero }) {
                asked.append(
                    .text(
                        "exclusion-scheme-\(id)", "\(name)：他の制度の名前", typed,
                        hint: "他の制度のときだけ（例 \(form.schemeExample)）"))
            }
            return asked
        }
        let words = listed.map { "\($0.reading)（\($0.article)）" }.joined(separator: "、")
        return [
            FieldGroup(
                title: "対象外になる事情があるとき",
                lead: "次のどれかに当てはまる児童は対象になりません：\(words)。申出を聞いたときだけ記録します。措置の決定通知などで確かめてください。",
                fields: fields, isFolded: true,
                isOpen: fields.contains { !typed[$0.name].isEmpty })
        ]
    }
}

extension IntakeForm {
    /// What was said of a child; `nil` is 該当なし.
    func exclusion(_ child: ResidentSnapshot, _ reading: inout FormReading) -> ExclusionInput? {
        let id = child.number.description
        let typed = reading.typed
        let scheme = typed["exclusion-scheme-\(id)"]
        guard !typed["exclusion-\(id)"].isEmpty else {
            // A day or a name alone says that something was meant.
            if !typed["exclusion-began-\(id)"].isEmpty || !scheme.isEmpty {
                reading.wrong("exclusion-\(id)", "\(child.name)：対象外になる事情を選ぶか、始まりの日と制度の名前を消してください。")
            }
            return nil
        }
        guard let listed = exclusions.first(where: { $0.kind.rawValue == typed["exclusion-\(id)"] })
        else {
            reading.wrong("exclusion-\(id)", "\(child.name)：対象外になる事情を選び直してください。")
            return nil
        }
        let isOther = listed.kind == .otherSchemeLeavesZero
        if isOther, scheme.isEmpty {
            reading.wrong("exclusion-scheme-\(id)", "\(child.name)：他の制度の名前を入力してください。")
        }
        let began = reading.date("exclusion-began-\(id)", "\(child.name)：始まりの日", whose: .child)
        if let began, began > today {
            reading.wrong("exclusion-began-\(id)", "\(child.name)：始まりの日が今日より後です。日付を確かめてください。")
        }
        guard let began else { return nil }
        return ExclusionInput(
            child: child.number, kind: listed.kind, beganOn: began, source: "申請時の申出",
            scheme: isOther ? scheme : nil)
    }

    /// A name that the book writes for another scheme.
    var schemeExample: String { exclusions.flatMap(\.except).first ?? "○○市ひとり親" }

    /// What was said, in words, as the book has it; `nil` where nothing was.
    func exclusionWords(_ input: ApplicationInput) -> String? {
        guard let said = input.exclusion,
            let listed = exclusions.first(where: { $0.kind == said.kind })
        else { return nil }
        let name = said.scheme.map { "「\($0)」" } ?? ""
        let day = Say.short(said.beganOn)
        return "申出：\(listed.reading)\(name)（\(day)から）。受け付けると除外事由として記録し、審査で判定します。"
    }
}
