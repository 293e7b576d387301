// SPDX-License-Identifier: Apache-2.0
import Addressee
import Office
import Safeguards
import Vocabulary

/// 名寄せ of two numbers: both persons side by side, then one press; and its undoing.
enum MergeScreen {
    struct Body: PageModel {
        let action: String
        let form: String
        let fields: [FormField]
        let comparison: Comparison?
        let mayMerge: Bool
    }

    struct Comparison: PageModel {
        let kept: Side
        let merged: Side
        let rows: [Row]
        let agreements: String
        let weight: String
        let fields: [FormField]
    }

    struct Side: PageModel {
        let number: String
        let href: String
        let hasNumber: String
        let flags: [Flag]
    }

    struct Row: PageModel {
        let label: String
        let kept: String
        let merged: String
        let verdict: String
        let weight: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, visit.query, problems: []))
    }

    static func merge(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let pair = pair(&reading)
        let reason = reading.text("reason", orElse: "名寄せの理由を入力してください（記録されます）。")
        if reading.isRight, let pair {
            let register = visit.installation.peers.register
            do {
                _ = try await visit.performInAddressee(
                    .matchPersons, about: [pair.kept, pair.merged]
                ) {
                    try MergePersons.perform(
                        keeping: pair.kept, merging: pair.merged, because: reason,
                        register: register, in: $0)
                }
                return visit.carriedOut(Route.addressee.path(pair.kept) + "?done=merged")
            } catch let refusal as AddresseeRefusal {
                reading.refused(refusal)
            }
        }
        return .page(try await page(visit, visit.form, problems: reading.problems))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        try await page(visit, visit.form, problems: problems)
    }

    static func undo(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("merge")
        guard let person = AddresseeNumber(visit.form["person"]) else {
            throw DeskRefusal.notFound
        }
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("undo-\(id)", orElse: "取り消す理由を入力してください（記録されます）。")
        if reading.isRight {
            let register = visit.installation.peers.register
            do {
                try await visit.performInAddressee(.matchPersons) {
                    try UndoMerge.perform(id, because: reason, register: register, in: $0)
                }
                return visit.carriedOut(Route.addressee.path(person) + "?done=unmerged")
            } catch let refusal as AddresseeRefusal {
                reading.refused(refusal)
            }
        }
        return .page(
            try await AddresseeScreen.page(visit, about: person, problems: reading.problems))
    }

    static func undoPage(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        guard let person = AddresseeNumber(visit.form["person"]) else {
            throw DeskRefusal.notFound
        }
        return try await AddresseeScreen.page(visit, about: person, problems: problems)
    }

    private static func pair(
        _ reading: inout FormReading
    ) -> (kept: AddresseeNumber, merged: AddresseeNumber)? {
        let kept = AddresseeNumber(EntryReading.digits(reading.typed["kept"]))
        let merged = AddresseeNumber(EntryReading.digits(reading.typed["merged"]))
        if kept == nil { reading.wrong("kept", "残す方の宛名番号を入力してください。") }
        if merged == nil { reading.wrong("merged", "寄せる方の宛名番号を入力してください。") }
        guard let kept, let merged else { return nil }
        return (kept, merged)
    }

    private static func page(
        _ visit: Visit, _ typed: Typed, problems given: [FormProblem]
    ) async throws -> Page {
        var reading = FormReading(typed, today: visit.today)
        let isAsked = !typed["merged"].isEmpty
        let pair = isAsked ? pair(&reading) : nil
        var problems = given.isEmpty ? reading.problems : given
        var comparison: Comparison?
        if let pair {
            do {
                comparison = try await compare(pair.kept, pair.merged, visit, typed, problems)
            } catch AddresseeRefusal.unknownPerson {
                problems.append(
                    FormProblem("merged", AddresseeRefusal.unknownPerson.message))
            }
        }
        let mayMerge = visit.may(.matchPersons)
        return Page(
            "matching/merge", comparison == nil ? "名寄せ" : "名寄せの確認",
            crumbs: [.home, .screen(.matching, .matches)],
            keys: [.send("F5", "並べて見る", form: "pair-form", isMain: comparison == nil)]
                + (comparison == nil || !mayMerge
                    ? [] : [.send("F12", "名寄せする", form: "merge-form", isMain: true)]),
            problems: problems,
            body: Body(
                action: Route.mergePersons.path(), form: Route.mergeForm.path(),
                fields: [
                    FormField.code("kept", "残す宛名番号", typed, digits: 0, hint: "住民がいれば住民の番号"),
                    FormField.code("merged", "寄せる宛名番号", typed, digits: 0),
                ].checked(problems), comparison: comparison, mayMerge: mayMerge))
    }

    private static func compare(
        _ kept: AddresseeNumber, _ merged: AddresseeNumber, _ visit: Visit, _ typed: Typed,
        _ problems: [FormProblem]
    ) async throws -> Comparison {
        let histories = try await visit.performInAddressee(
            .viewAddressee, about: [kept, merged]
        ) { [try PersonHistory.of(kept, in: $0), try PersonHistory.of(merged, in: $0)] }
        let sides = zip([kept, merged], histories).map { MergeSide($0, $1, visit) }
        let lines = FourItemComparison(stated: sides[0].items, registered: sides[1].items).lines
        let isProtected = sides.contains(where: \.isProtected)
        let agreements = lines.count { $0.verdict == .same }
        let reader = try visit.officer()
        func text(_ line: FourItemComparison.Line, _ value: String) -> String {
            if line.item == .address, isProtected { return Say.hiddenForProtection }
            return reader.sees(
                line.item == .born ? Say.stated(value) : value, of: line.item.field)
        }
        return Comparison(
            kept: sides[0].shown, merged: sides[1].shown,
            rows: lines.map { line in
                let isHidden = line.item == .address && isProtected
                return Row(
                    label: line.item.rawValue, kept: text(line, line.stated),
                    merged: text(line, line.registered),
                    verdict: isHidden ? "表示しません" : line.verdict.rawValue,
                    weight: isHidden ? "plain" : Verdicts.weight(line.verdict))
            }, agreements: "\(agreements)項目一致",
            weight: agreements == lines.count ? "good" : "warn",
            fields: [
                FormField.text(
                    "reason", "名寄せの理由（記録されます）", typed, hint: "何を確かめたか", size: "long",
                    isRequired: true
                ).checked(problems)
            ])
    }
}

/// One of two persons as the comparison needs it: what was stated last.
private struct MergeSide {
    let items: FourItems
    let isProtected: Bool
    let shown: MergeScreen.Side

    init(_ number: AddresseeNumber, _ history: PersonHistory, _ visit: Visit) {
        let resident = history.residentHistory[number]?.last
        let stated = history.nonResidentHistory[number]?.last {
            !$0.isNotForOthers || $0.source == PeerName.welfare.rawValue
        }
        let items =
            resident.map { FourItems($0) } ?? stated?.fourItems
            ?? FourItems(name: "", sex: "", born: .unknown, address: "")
        self.items = items
        isProtected = history.residentHistory.values.contains { $0.last?.isProtected ?? false }
        var flags: [Flag] = isProtected ? [.protected] : []
        flags.append(
            resident.map { Flag($0.status.wording, $0.status == .resident ? .good : .stop) }
                ?? Flag("住登外", .warn))
        shown = MergeScreen.Side(
            number: number.description, href: Route.addressee.path(number),
            hasNumber: history.hasIndividualNumber ? "個人番号の登録あり" : "個人番号の登録なし",
            flags: flags)
    }
}

extension FourItemComparison.Item {
    /// The field by whose policy the item is shown.
    var field: Safeguards.Field {
        switch self {
        case .name: .name
        case .kana: .kana
        case .sex: .sex
        case .born: .birthDate
        case .address: .address
        }
    }
}
