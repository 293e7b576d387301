// SPDX-License-Identifier: Apache-2.0
import Vocabulary

// What hangs on the decisions.
extension WriteOldSystem {
    func write(
        _ child: OldChild, isOut: Bool, _ pen: inout OldFilePen, _ truth: inout OldTown.Truth
    ) {
        if !isOut {
            truth.children.insert(child.resident.number)
            truth.decisions += child.decisions.count
        }
        let number = child.resident.number.description
        for (place, stretch) in child.stretches.enumerated() {
            let isIn = stretch.from <= OldTown.cutover && OldTown.cutover < stretch.until
            if isIn, !isOut { truth.inForce += 1 }
            let issue = "\(2_000_000 + child.index * 4 + place)"
            let issued = max(stretch.from, FictionalCity.day(2024, 3, 25))
            guard issued < stretch.until else { continue }
            pen.add(
                "certificates",
                [
                    issue, number, stretch.number, issued.compact, stretch.from.compact,
                    stretch.until.compact, stretch.from.compact, stretch.until.compact,
                    isIn ? "" : stretch.until.compact,
                ])
            if !isOut {
                truth.issueNumbers[issue] = child.resident.number
                truth.certificates[stretch.number] = child.resident.number
            }
        }
        note(child, &pen)
        guard let from = child.stretches.first?.from else { return }
        let last = child.stretches.last?.until ?? from
        pen.add(
            "insurances",
            [
                number, "06119903", "見本健康保険組合", "検証", "\(9_000_000 + child.index)", "01",
                child.recipient.name, from.compact, "", "ウ",
            ])
        pen.add(
            "households",
            [
                child.recipient.number.description, number, "子", from.compact,
                last <= OldTown.cutover ? last.compact : "",
            ])
        account(child, from, &pen)
        if child.index % 13 == 0 {
            pen.add(
                "addresses",
                [
                    child.recipient.number.description, "1190002", "見本市送付\(child.index)番",
                    "", child.recipient.name, child.recipient.kana, "",
                    FictionalCity.day(2024, 1, 1).adding(days: child.index % 300).compact, "",
                ])
        }
        owe(child, from, isOut: isOut, &pen, &truth)
        pay(child, isOut: isOut, &pen, &truth)
    }

    /// One account a child: who has two children has had two accounts, one after the other.
    private func account(_ child: OldChild, _ from: CivilDate, _ pen: inout OldFilePen) {
        let kana = child.recipient.kana
        pen.add(
            "accounts",
            [
                child.recipient.number.description, "9001", "001", "1",
                padded(9_000_000 + child.index % 900_000, 7), kana,
                FictionalCity.day(2015, 4, 1).adding(days: child.index % 3_000).compact, "",
            ])
    }

    private func pay(
        _ child: OldChild, isOut: Bool, _ pen: inout OldFilePen, _ truth: inout OldTown.Truth
    ) {
        var dice = SplitMix64(seed: town.seed &+ UInt64(child.index), stream: 72)
        var serial = 0
        for stretch in child.stretches {
            let end = min(stretch.until, OldTown.cutover)
            var month = stretch.from.yearMonth
            var used = 0
            while month.firstDay < end {
                defer { month = month.adding(months: max(1, 12 / max(1, town.paymentsPerYear))) }
                guard month.firstDay >= stretch.from else { continue }
                used += 1
                serial += 1
                payment(
                    child, stretch.number, month, &dice, serial, isOut: isOut, false, &pen, &truth)
            }
            // Three months at the limit right before the change-over: 多数回 counts over it.
            guard child.index % 20 == 4, stretch.until > OldTown.cutover,
                stretch.from < FictionalCity.day(2024, 12, 1)
            else { continue }
            for step in 0..<3 {
                serial += 1
                payment(
                    child, stretch.number,
                    FictionalCity.month(2024, 12).adding(months: step), &dice, serial,
                    isOut: isOut, true, &pen, &truth)
            }
        }
    }

    private func payment(
        _ child: OldChild, _ number: String, _ month: YearMonth, _ dice: inout SplitMix64,
        _ serial: Int, isOut: Bool, _ reached: Bool, _ pen: inout OldFilePen,
        _ truth: inout OldTown.Truth
    ) {
        let payable = reached ? 80_100 : 300 + dice.below(60) * 10
        let hospital = CodeDigits.institution(
            prefecture: "11", table: 1, body: 900_000 + dice.below(50))
        pen.add(
            "benefits",
            [
                "P\(padded(child.index, 6))-\(padded(serial, 4))",
                serial % 5 == 0 || reached ? "償還" : "現物",
                child.resident.number.description, number,
                month.compact, hospital, reached ? "1" : "2",
                "\(payable / 3)", "\(payable)", reached ? "40000" : "", "", "\(payable)",
                reached ? "1" : "0",
                min(
                    month.adding(months: 2).firstDay.adding(days: 19),
                    OldTown.cutover.adding(days: -1)
                ).compact,
            ], yen: payable)
        guard !isOut else { return }
        truth.payments += 1
        truth.payable += payable
        if reached { truth.reached[child.resident.number, default: []].insert(month) }
    }

    /// One wrong row in each of the other files.
    func plantOthers(_ pen: inout OldFilePen, _ truth: inout OldTown.Truth) {
        let good = children.filter { truth.children.contains($0.resident.number) }
        guard let child = good.first(where: { !$0.stretches.isEmpty }) else { return }
        let number = child.resident.number.description
        let recipient = child.recipient.number.description
        let foreign = CodeDigits.recipient(serial: 499_998)
        pen.add(
            "certificates",
            ["1999999", number, foreign, "20240325", "20240401", "20250401", "", "", ""])
        plant("certificates", "E-MIG-010", pen, &truth)
        pen.add(
            "households", [recipient, recipient, "本人", "20200401", ""])
        plant("households", "E-MIG-013", pen, &truth)
        pen.add(
            "accounts",
            [recipient, "9001", "001", "1", "9000001", "検証花子", "20100401", ""])
        plant("accounts", "E-MIG-011", pen, &truth)
        pen.add(
            "addresses",
            [stranger, "1190002", "見本市", "", "他人", "タニン", "", "20240101", ""])
        plant("addresses", "E-MIG-013", pen, &truth)
        let rest = [
            "202401", CodeDigits.institution(prefecture: "11", table: 1, body: 900_001), "2", "100",
            "300", "", "", "300", "0", "20240320",
        ]
        pen.add("benefits", ["PX-1", "現物", number, foreign] + rest, yen: 300)
        plant("benefits", "E-MIG-010", pen, &truth)
        pen.add(
            "benefits", ["PX-2", "不明", number, child.stretches[0].number] + rest, yen: 300)
        plant("benefits", "E-MIG-015", pen, &truth)
        pen.add("benefits", ["PX-3", "現物", stranger, foreign] + rest, yen: 300)
        plant("benefits", "E-MIG-014", pen, &truth)
        plantNotes(child, &pen, &truth)
        plantDebts(child, &pen, &truth)
    }
}
