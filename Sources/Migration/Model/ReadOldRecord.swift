// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Formats
import Payments
import Scheme
import Vocabulary

// One row of each file about persons and about money that goes back, as a value.
extension OldRows {
    mutating func takeResidence(_ row: FeedRow) -> RowProblem? {
        guard row.knows("until"), let period = row.period("from", "until"),
            let person = row.addressee("person")
        else { return .dayUnknown }
        residences.append(
            Lined(
                line: row.line,
                value: ResidenceInput(
                    subject: person, postalCode: row.text("postal-code"),
                    address: row.text("address"), building: row.text("building"),
                    kana: row.text("kana"), name: row.text("name"), period: period)))
        return nil
    }

    mutating func takeException(_ row: FeedRow) -> RowProblem? {
        guard row.knows("until"), let period = row.period("from", "until"),
            let child = row.addressee("child")
        else { return .dayUnknown }
        let papers = row.text("papers").split(whereSeparator: { " ,、".contains($0) })
        exceptions.append(
            Lined(
                line: row.line,
                value: ResidenceException(
                    child: child, kind: row.text("kind"), period: period,
                    papers: Set(papers.map(String.init)))))
        return nil
    }

    mutating func takeExclusion(_ row: FeedRow) -> RowProblem? {
        guard row.knows("until"), let from = row.date("from"),
            let child = row.addressee("child"),
            let kind = ExclusionKind(rawValue: row.text("kind"))
        else { return .dayUnknown }
        let scheme = row.optionalText("scheme")
        if scheme != nil, kind != .otherSchemeLeavesZero { return .schemeOfOther }
        exclusions.append(
            Lined(
                line: row.line,
                value: ExclusionInput(
                    child: child, kind: kind, beganOn: from, endedOn: row.date("until"),
                    source: "移行", scheme: scheme)))
        return nil
    }

    mutating func takeMemo(_ row: FeedRow) -> RowProblem? {
        guard row.knows("shown-until"), let written = row.date("written"),
            let person = row.addressee("person"),
            let reach = MemoReach(rawValue: row.text("reach")),
            let importance = MemoImportance(rawValue: row.text("importance"))
        else { return .dayUnknown }
        memos.append(
            Lined(
                line: row.line,
                value: PriorMemo(
                    subject: person, reach: reach, importance: importance,
                    text: row.text("text"), writtenOn: written,
                    shownUntil: row.date("shown-until"))))
        return nil
    }

    mutating func takeRecovery(_ row: FeedRow) -> RowProblem? {
        yen[.recoveries, default: 0] += row.integer("amount") ?? 0
        guard row.knows("last-paid", "due", "demanded", "dunned", "signed"),
            let claimed = row.date("claimed"), let child = row.addressee("child"),
            let recipient = row.addressee("recipient"), let amount = row.yen("amount"),
            let paid = row.yen("paid"), let reason = RecoveryReason(rawValue: row.text("reason"))
        else { return .dayUnknown }
        recoveries.append(
            Lined(
                line: row.line,
                value: PriorRecovery(
                    sourceKey: row.text("recovery"), child: child, recipient: recipient,
                    reason: reason, explanation: row.text("explanation"), amount: amount,
                    paid: paid, lastPaidOn: row.date("last-paid"), claimedOn: claimed,
                    dueOn: row.date("due"), demandedOn: row.date("demanded"),
                    dunnedOn: row.date("dunned"), signedOn: row.date("signed"))))
        return nil
    }

    mutating func takeInstalment(_ row: FeedRow) -> RowProblem? {
        yen[.instalments, default: 0] += row.integer("amount") ?? 0
        guard let due = row.date("due"), let number = row.integer("number"),
            let amount = row.yen("amount")
        else { return .dayUnknown }
        instalments.append(
            Lined(
                line: row.line,
                value: OldInstalment(
                    recovery: row.text("recovery"),
                    instalment: Instalment(number: number, dueOn: due, amount: amount))))
        return nil
    }
}
