// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Draws the families of the old town and plays ten years of decisions about their children.
struct LiveOldChildren {
    private var dice: SplitMix64
    private let town: OldTown
    private var serial = 90_100_000

    init(_ town: OldTown) {
        self.town = town
        dice = SplitMix64(seed: town.seed, stream: 201)
    }

    private static let families = [
        ("検証", "ケンショウ"), ("見本", "ミホン"), ("試験", "シケン"), ("架空", "カクウ"), ("仮野", "カリノ"),
    ]
    private static let names = [
        ("一郎", "イチロウ"), ("花子", "ハナコ"), ("次郎", "ジロウ"), ("桜", "サクラ"), ("健太", "ケンタ"),
        ("結衣", "ユイ"), ("大樹", "ダイキ"), ("杏", "アンズ"),
    ]

    mutating func run() -> [OldChild] {
        var all: [OldChild] = []
        while all.count < town.children {
            let family = pick(Self.families)
            let household = "H\(padded(all.count + 1, 8))"
            let parent = person(
                family, ("親\(all.count)", pick(Self.names).1), household,
                born: FictionalCity.day(1980, 1, 1).adding(days: roll(5_000)))
            for _ in 0..<(1 + roll(2)) where all.count < town.children {
                let born = FictionalCity.day(2007, 4, 2).adding(days: roll(6_480))
                let child = person(family, pick(Self.names), household, born: born)
                all.append(live(OldChild(index: all.count, resident: child, recipient: parent)))
            }
        }
        return all
    }

    private mutating func roll(_ bound: Int) -> Int { dice.below(bound) }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[roll(values.count)] }

    private mutating func person(
        _ family: (String, String), _ name: (String, String), _ household: String,
        born: CivilDate
    ) -> OldTown.Resident {
        var number: AddresseeNumber?
        while number == nil {
            serial += 1
            number = AddresseeNumber(serial: Int64(serial))
        }
        guard let number else { preconditionFailure("番号がありません") }
        return OldTown.Resident(
            number: number, name: "\(family.0)　\(name.0)", kana: "\(family.1)　\(name.1)",
            born: born, sex: 1 + roll(2), household: household)
    }

    /// The last day, exclusive: the first 1 April after the fifteenth or eighteenth birthday.
    private func end(_ born: CivilDate, age: Int) -> CivilDate {
        let year = FiscalYear(of: born.adding(days: -1)).year + age + 1
        return FictionalCity.day(year, 4, 1)
    }

    private mutating func live(_ start: OldChild) -> OldChild {
        var child = start
        let born = child.resident.born
        let widened = FictionalCity.day(2024, 4, 1)
        let isBorn = born >= OldTown.begins
        let from = isBorn ? born : OldTown.begins.adding(days: roll(2_500))
        let decided = from.adding(days: 10 + roll(20))
        let number = CodeDigits.recipient(serial: 1 + child.index)
        var until = end(born, age: decided < widened ? 15 : 18)
        guard from < until, decided < OldTown.cutover else {
            return refused(child, on: min(decided, OldTown.cutover.adding(days: -30)))
        }
        child.decisions.append(
            decision(
                child, number, "01", isBorn ? "01" : "02", decided, from, "1", "00", from, until))
        // A family that moved away, and perhaps came back under a new number.
        if child.index % 11 == 5, let gone = day(after: from, before: min(until, widened)) {
            child.decisions.append(
                decision(child, number, "03", "21", gone, gone, "4", "R21", from, gone))
            if child.index % 22 == 5,
                let back = day(after: gone, before: min(until, widened))
            {
                let second = CodeDigits.recipient(serial: 450_000 - child.index)
                child.decisions.append(
                    decision(child, second, "01", "02", back, back, "1", "00", back, until))
                widen(&child, second, back, &until, born, widened)
            }
            return child
        }
        if child.index % 7 == 3, let moved = day(after: from, before: min(until, widened)) {
            child.decisions.append(
                decision(child, number, "02", "13", moved, moved, "3", "R13", from, until))
        }
        widen(&child, number, from, &until, born, widened)
        if until <= OldTown.cutover {
            child.decisions.append(
                decision(
                    child, number, "99", "28", until.adding(days: -20), until, "4", "R28", from,
                    until, exOfficio: true))
        }
        return child
    }

    /// The scheme was widened to eighteen in 2024: who was still entitled went on.
    private mutating func widen(
        _ child: inout OldChild, _ number: String, _ from: CivilDate, _ until: inout CivilDate,
        _ born: CivilDate, _ widened: CivilDate
    ) {
        guard from < widened, until > widened, end(born, age: 18) > until else { return }
        until = end(born, age: 18)
        child.decisions.append(
            decision(
                child, number, "99", "03", widened, widened, "3", "80", from, until,
                exOfficio: true))
    }

    private mutating func day(after from: CivilDate, before until: CivilDate) -> CivilDate? {
        let room = from.days(until: until)
        return room > 60 ? from.adding(days: 30 + roll(room - 40)) : nil
    }

    private mutating func refused(_ start: OldChild, on day: CivilDate) -> OldChild {
        var child = start
        child.decisions.append(
            decision(child, "", "01", "02", day, day, "2", "02", nil, nil))
        return child
    }

    private mutating func decision(
        _ child: OldChild, _ number: String, _ kind: String, _ cause: String, _ decided: CivilDate,
        _ effective: CivilDate, _ result: String, _ reason: String, _ from: CivilDate?,
        _ until: CivilDate?, exOfficio: Bool = false
    ) -> OldChild.Decision {
        OldChild.Decision(
            key: "D\(padded(child.index, 6))-\(child.decisions.count + 1)", number: number,
            kind: kind, cause: cause, applied: min(decided, effective), exOfficio: exOfficio,
            decided: decided, effective: effective, result: result, reason: reason, from: from,
            until: until)
    }
}
