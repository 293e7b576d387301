// SPDX-License-Identifier: Apache-2.0
public import Press
import Scheme
import Vocabulary

/// What a letter about a reimbursement that is not paid says (不支給決定通知書).
public struct RefusalNotice: Sendable {
    public static let title = "こども医療費不支給決定通知書"

    public let envelope: EnvelopeID
    public let decision: ReimbursementDecision
    /// Article of the rule that refused, where the book names it.
    let article: String?
    /// The amounts that were computed; of a refusal because nothing is left.
    let computation: StoredComputation?
    let childName: String
    /// One of the family is protected: the clinic is not told.
    let hidesPlaces: Bool
    let address: PrintableAddress
    let issuedOn: String

    /// The letter for the press. 教示 is a sample text until the city has confirmed it.
    public func letter(sender: Sender, desk: ContactDesk) -> Letter {
        Letter(
            envelope: envelope, address: address, sender: sender, date: issuedOn,
            title: RefusalNotice.title,
            paragraphs: ["申請のあったこども医療費の支給については、次の理由により支給しないことに決定しました。"],
            facts: [FactTable(rows: rows)], computation: table, instruction: instruction,
            desk: desk)
    }

    private var rows: [FactTable.Row] {
        var rows = [
            FactTable.Row("対象児童", childName, isName: true),
            FactTable.Row("申請書番号", decision.receipt),
            FactTable.Row("診療年月", Wareki.text(decision.treatmentMonth)),
            FactTable.Row("医療機関", hidesPlaces ? "（省略）" : decision.institutionName),
            FactTable.Row("入院・外来", decision.setting.wording),
            FactTable.Row("決定", ReimbursementOutcome.notPaid.wording, isMain: true),
        ]
        if let day = decision.approval?.decidedOn {
            rows.append(FactTable.Row("決定年月日", Wareki.text(day)))
        }
        rows.append(FactTable.Row("理由", reason))
        return rows
    }

    private var reason: String {
        let words = [decision.reason?.wording, decision.explanation].compactMap(\.self)
        return words.joined(separator: "。") + (article.map { "（\($0)）" } ?? "")
    }

    private var table: ComputationTable? {
        guard decision.reason == .nothingLeft, let computation,
            let last = computation.steps.last
        else { return nil }
        return ComputationTable(
            steps: computation.steps.dropLast().map {
                ComputationTable.Step($0.label, $0.amount, article: $0.article ?? "")
            }, total: ComputationTable.Step(last.label, last.amount))
    }

    private var instruction: Instruction {
        Instruction(
            paragraphs: [
                "この決定に不服があるときは、この決定があったことを知った日の翌日から起算して3か月以内に、市長に対して審査請求をすることができます。",
                "この決定の取消しの訴えは、この決定があったことを知った日の翌日から起算して6か月以内に、市を被告として提起することができます。",
            ], isSample: true)
    }
}
