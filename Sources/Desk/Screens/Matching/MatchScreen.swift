// SPDX-License-Identifier: Apache-2.0
import Addressee
import Office
import Safeguards
import Vocabulary

/// One case: what was stated beside every candidate, item by item; an officer says who it is.
enum MatchScreen {
    struct Body: PageModel {
        let items: [Item]
        let flags: [Flag]
        let columns: [Column]
        let hasColumns: Bool
        let rows: [Row]
        let mayDecide: Bool
        let action: String
        let fields: [FormField]
    }

    struct Column: PageModel {
        let value: String
        let title: String
        let number: String
        let origin: String
        let agreements: String
        let href: String?
        let flags: [Flag]
        let id: String
        let isChosen: Bool
    }

    struct Row: PageModel {
        let label: String
        let stated: String
        let cells: [Cell]
    }

    struct Cell: PageModel {
        let text: String
        let verdict: String
        let weight: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func decide(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("match")
        var reading = FormReading(visit.form, today: visit.today)
        let answer = reading.typed["who"]
        let chosen = AddresseeNumber(answer)
        if chosen == nil, answer != "other" {
            reading.wrong("who", "同じ方を候補から選ぶか、「どの候補とも別人」を選んでください。")
        }
        let reason = reading.text("reason", orElse: "そう判断した理由を入力してください（記録されます）。")
        if reading.isRight {
            let (vault, register) = (
                visit.installation.vault, visit.installation.peers.register
            )
            do {
                let effect = try await visit.performInAddressee(.matchPersons) {
                    try DecideMatch.perform(
                        case: id, is: chosen, because: reason, vault: vault, register: register,
                        in: $0)
                }
                let said = visit.desk.greetings.put(
                    effect.sentence, of: try visit.officer().officer)
                return visit.carriedOut(
                    Route.matches.path()
                        + "?done=\(chosen == nil ? "apart" : "matched")&said=\(said)")
            } catch let refusal as AddresseeRefusal {
                reading.refused(refusal)
            }
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let id = try visit.id("match")
        let found = try await visit.performInAddressee(.viewMatches) {
            try ShowMatchCase.perform(case: id, in: $0)
        }
        let mayDecide = visit.may(.matchPersons)
        let columns = found.candidates.enumerated().map { column($1, at: $0, visit) }
        let body = Body(
            items: [
                Item("出所", found.sourceTitle), Item("宛名番号", found.addressee?.description),
                Item("確認が要る理由", found.why.rawValue),
                Item("受付", "\(Say.moment(found.since))から"),
                Item(
                    "待っている異動",
                    found.heldRows > 0 ? "\(found.heldRows)件（決めると取り込みます）" : "なし"),
            ], flags: found.isProtected ? [.protected] : [], columns: columns,
            hasColumns: !columns.isEmpty,
            rows: found.stated.map { stated in
                Row(
                    label: stated.item.rawValue,
                    // Beside a protected person even the stated place is kept back.
                    stated: found.isProtected && stated.item == .address
                        ? Say.hiddenForProtection : text(stated.item, stated.text),
                    cells: found.candidates.map { cell($0, stated.item) })
            }, mayDecide: mayDecide, action: Route.decideMatch.path(id),
            fields: [choice(found, visit.form), reason(visit.form)].checked(problems))
        return Page(
            "matching/case", "名寄せの確認",
            crumbs: [.home, .screen(.matching, .matches)],
            keys: mayDecide ? [.send("F12", "決める", form: "match-form", isMain: true)] : [],
            problems: problems, body: body)
    }

    private static func choice(_ found: MatchCase, _ typed: Typed) -> FormField {
        let candidates = found.candidates.enumerated().map { index, candidate in
            FormField.Choice(
                value: candidate.addressee.description,
                label: "候補\(index + 1)と同じ方（\(candidate.addressee)）")
        }
        return .radio(
            "who", "どの方ですか", typed,
            candidates + [.init(value: "other", label: "どの候補とも別人")], isRequired: true)
    }

    private static func reason(_ typed: Typed) -> FormField {
        .text(
            "reason", "判断の理由（記録されます）", typed, hint: "何を確かめたか。例 戸籍の附票で前住所を確認",
            size: "long", isRequired: true)
    }

    private static func column(
        _ candidate: MatchCase.Person, at index: Int, _ visit: Visit
    ) -> Column {
        var flags: [Flag] = candidate.isProtected ? [.protected] : []
        if candidate.isFromHistory { flags.append(Flag("過去の記録", .warn)) }
        let number = candidate.addressee.description
        return Column(
            value: number, title: "候補\(index + 1)", number: number,
            origin: candidate.origin.rawValue, agreements: "\(candidate.agreements)項目一致",
            href: visit.may(.viewAddressee)
                ? Route.addressee.path(candidate.addressee) : nil,
            flags: flags, id: "who-\(index)", isChosen: visit.form["who"] == number)
    }

    private static func cell(
        _ candidate: MatchCase.Person, _ item: FourItemComparison.Item
    ) -> Cell {
        guard let line = candidate.lines.first(where: { $0.item == item }) else {
            return Cell(text: "", verdict: "なし", weight: "plain")
        }
        return Cell(
            text: text(item, line.registered), verdict: line.verdict.rawValue,
            weight: Verdicts.weight(line.verdict))
    }

    private static func text(_ item: FourItemComparison.Item, _ value: Masked) -> String {
        item == .born ? Say.stated(value.description) : value.description
    }
}

/// How verdicts of a comparison look.
enum Verdicts {
    static func weight(_ verdict: FourItemComparison.Verdict) -> String {
        switch verdict.rawValue {
        case "一致": "good"
        case "相違": "stop"
        default: "plain"
        }
    }
}
