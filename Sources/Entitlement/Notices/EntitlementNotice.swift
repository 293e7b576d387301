// SPDX-License-Identifier: Apache-2.0
public import Press
import Vocabulary

/// What a letter about one decision says: 認定, 却下, 変更, 消滅.
public struct EntitlementNotice: Sendable {
    /// The kinds of letter.
    public enum Kind: String, Sendable, CaseIterable {
        case granted, refused, changed, lapsed

        /// The title of the letter.
        public var title: String {
            switch self {
            case .granted: "こども医療費受給資格認定通知書"
            case .refused: "こども医療費受給資格認定申請却下通知書"
            case .changed: "こども医療費受給資格変更通知書"
            case .lapsed: "こども医療費受給資格消滅通知書"
            }
        }

        init?(_ result: DecisionResult) {
            switch result {
            case .granted: self = .granted
            case .refused: self = .refused
            case .changed, .suspended, .resumed: self = .changed
            case .lapsed, .revoked: self = .lapsed
            case .withdrawn: return nil
            }
        }
    }

    public let kind: Kind
    public let envelope: EnvelopeID
    public let decision: EntitlementDecision
    /// The findings that are not met; of a refusal or a lapse.
    public let unmet: [StoredFinding]
    let childName: String
    let address: PrintableAddress
    let issuedOn: CivilDate

    /// The letter for the press. 教示 is a sample text until the city has confirmed it.
    public func letter(sender: Sender, desk: ContactDesk) -> Letter {
        Letter(
            envelope: envelope, address: address, sender: sender, date: Wareki.text(issuedOn),
            title: kind.title, paragraphs: [opening], facts: [FactTable(rows: rows)],
            notes: notes, instruction: instruction, desk: desk)
    }

    private var opening: String {
        switch kind {
        case .granted: "申請のあったこども医療費の受給資格を、次のとおり認定しました。"
        case .refused: "申請のあったこども医療費の受給資格は、次の理由により認定できませんでした。"
        case .changed: "こども医療費の受給資格の登録を、次のとおり変更しました。"
        case .lapsed: "こども医療費の受給資格は、次のとおり消滅しました。"
        }
    }

    private var rows: [FactTable.Row] {
        var rows = [FactTable.Row("対象児童", childName, isName: true)]
        if let number = decision.recipientNumber { rows.append(FactTable.Row("受給者番号", number)) }
        rows.append(FactTable.Row("決定", decision.result.wording, isMain: true))
        rows.append(FactTable.Row("決定年月日", Wareki.text(decision.decidedOn)))
        rows.append(FactTable.Row("理由", reason))
        if kind != .refused {
            rows += [
                ("有効期間(通院)", decision.periods.outpatient), ("有効期間(入院)", decision.periods.inpatient),
            ]
            .compactMap { label, period in period.map { FactTable.Row(label, words($0)) } }
        }
        return rows
    }

    private var reason: String {
        let details = Set(unmet.map { $0.because + ($0.article.map { "（\($0)）" } ?? "") })
        return ([decision.reason.wording] + details.sorted()).joined(separator: "。")
    }

    private func words(_ period: EffectivePeriod) -> String {
        if period.isEmpty { return "なし" }
        return Wareki.text(period.from) + "から"
            + (period.lastDay.map { Wareki.text($0) + "まで" } ?? "")
    }

    private var notes: [String] {
        switch kind {
        case .granted, .refused, .changed: []
        case .lapsed: ["お持ちの受給資格証は使えません。市に返してください。"]
        }
    }

    private var instruction: Instruction {
        Instruction(
            paragraphs: [
                "この決定に不服があるときは、この決定があったことを知った日の翌日から起算して3か月以内に、市長に対して審査請求をすることができます。",
                "この決定の取消しの訴えは、この決定があったことを知った日の翌日から起算して6か月以内に、市を被告として提起することができます。",
            ], isSample: true)
    }
}
