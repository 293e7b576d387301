// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1150 保険者番号の承継: an insurer goes on under another number; who is carried over is seen before anybody
/// proposes it, and two officers carry it out for all at once.
enum SuccessionScreen {
    struct Body: PageModel {
        let asking: RuleScreen.Form?
        let outlook: Outlook?
        let rows: [Line]
        let hasRows: Bool
    }

    /// What a succession would do.
    struct Outlook: PageModel {
        let items: [Item]
        let carried: Int
        let leftOut: [Child]
        let hasLeftOut: Bool
        let leftOutCount: String
        let pages: ListPage.Line?
        let needsRule: Bool
        let action: String?
        let hidden: [Item]
    }

    struct Child: PageModel {
        let person: NamedPerson
        let from: String
        let why: String
    }

    struct Line: PageModel {
        let href: String
        let old: String
        let new: String
        let on: String
        let expected: Int
        let carried: String
        let basis: String
        let proposer: String
        let state: String
        let weight: String
    }

    /// Children of a page that would be left out.
    static let most = 50

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func propose(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let seen = visit.form["seen"]
        guard let input = input(&reading) else {
            return .page(try await page(visit, problems: reading.problems))
        }
        do {
            let id = try await visit.perform { scope in
                try ProposeSuccession.perform(input, seen: seen, in: scope)
            }
            return visit.carriedOut(Route.succession.path(id) + "?done=successionasked")
        } catch let refusal as SuccessionRefusal {
            reading.refused(refusal)
        } catch let refusal as EntitlementRefusal {
            reading.refused(refusal)
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let typed = visit.isPosted ? visit.form : visit.query
        let mayPropose = visit.may(.proposeSuccession)
        var reading = FormReading(typed, today: visit.today)
        let asked = typed.has("old") ? input(&reading) : nil
        let page = visit.query["page"]
        let read = try await visit.perform(.viewSuccessions) { scope in
            let rows = try SuccessionBook.all(from: scope.db)
            var refused: [FormProblem] = []
            var outlook: SuccessionOutlook?
            if let asked {
                do {
                    outlook = try ForeseeSuccession.perform(asked, in: scope)
                } catch let refusal as SuccessionRefusal {
                    refused.append(FormProblem(refusal, in: typed))
                } catch let refusal as EntitlementRefusal {
                    refused.append(FormProblem(refusal, in: typed))
                }
            }
            let leftOut = outlook?.leftOut ?? []
            let list = ListPage(of: leftOut.count, asked: page, size: most)
            let shown = Array(leftOut[list.rows])
            return (
                rows: rows, outlook: outlook, refused: refused, list: list, shown: shown,
                people: try directory.persons(Array(Set(shown.map(\.child))))
            )
        }
        let all = problems + (typed.has("old") ? reading.problems : []) + read.refused
        return Page(
            "cases/successions", "保険者番号の承継",
            crumbs: [.home, .screen(.rejudgement, .rejudgements)],
            keys: mayPropose
                ? [.send("F5", "見込みを見る", form: "succession-form")]
                    + (read.outlook != nil && mayPropose
                        ? [.send("F12", "承継を起案する", form: "propose-form", isMain: true)] : [])
                : [], problems: unique(all), message: Done.banner(visit),
            body: Body(
                asking: mayPropose
                    ? RuleScreen.Form(
                        action: Route.successions.path(), fields: fields(typed).checked(all)) : nil,
                outlook: read.outlook.flatMap { outlook in
                    asked.map {
                        self.outlook(
                            outlook, $0, typed, (read.shown, read.list, read.people), visit,
                            officer)
                    }
                }, rows: read.rows.map(Line.init), hasRows: !read.rows.isEmpty))
    }

    private static func unique(_ problems: [FormProblem]) -> [FormProblem] {
        var seen: Set<String> = []
        return problems.filter { seen.insert("\($0.href) \($0.message)").inserted }
    }

    /// A number of the list of insurers, with its name beneath.
    private static func insurer(_ name: String, _ label: String, _ typed: Typed) -> FormField {
        var field = FormField.code(name, label, typed, digits: 0, isRequired: true)
        CodeList.insurer.attach(to: &field)
        if name == "new" { field.fills = "name" }
        return field
    }

    private static func fields(_ typed: Typed) -> [FormField] {
        [
            insurer("old", "元の保険者番号", typed),
            insurer("new", "新しい保険者番号", typed),
            .text("name", "新しい保険者の名称", typed, size: "long", isRequired: true),
            .date("on", "承継の日（新しい番号の最初の日）", typed, isRequired: true),
            .select(
                "symbols", "記号・番号", typed, [("keep", "そのまま続く"), ("new", "新しくなる（届くまで空欄）")],
                isRequired: true),
            .text("basis", "根拠（通知の差出人と日付）", typed, size: "long", isRequired: true),
        ]
    }

    static func input(_ reading: inout FormReading) -> SuccessionInput? {
        func number(_ name: String, _ reading: inout FormReading) -> InsurerNumber? {
            guard let number = InsurerNumber(reading.typed[name]) else {
                reading.wrong(name, "保険者番号は6桁か8桁の数字です。")
                return nil
            }
            return number
        }
        let old = number("old", &reading)
        let new = number("new", &reading)
        let name = reading.text("name", orElse: "新しい保険者の名称を入力してください。")
        let on = reading.date("on", "承継の日")
        let basis = reading.text("basis", orElse: "根拠を入力してください（記録されます）。")
        guard let old, let new, let on, reading.isRight else { return nil }
        return SuccessionInput(
            old: old, new: new, newName: name, effectiveOn: on,
            keepsSymbols: reading.typed["symbols"] != "new", basis: basis)
    }

    private static func outlook(
        _ outlook: SuccessionOutlook, _ input: SuccessionInput, _ typed: Typed,
        _ leftOut: (
            shown: [SuccessionCase], list: ListPage,
            people: [AddresseeNumber: ResidentSnapshot]
        ), _ visit: Visit, _ officer: Principal
    ) -> Outlook {
        let names = ["old", "new", "name", "on", "symbols", "basis"]
        return Outlook(
            items: [
                Item("元の番号", input.old.digits),
                Item("新しい番号", "\(input.new.digits) \(input.newName)"),
                Item("承継の日", Say.date(input.effectiveOn)),
                Item("記号・番号", input.keepsSymbols ? "そのまま続く" : "届くまで空欄"),
                Item("元の附加給付の定め", outlook.oldRule?.wording ?? "登録なし"),
                Item("新しい番号の附加給付の定め", outlook.newRule?.wording ?? "登録なし"),
            ], carried: outlook.carried.count,
            leftOut: leftOut.shown.map { one in
                var why = ""
                if case .leftOut(let reason) = one.standing { why = reason }
                return Child(
                    person: NamedPerson(one.child, leftOut.people, for: officer),
                    from: Say.short(one.stretch.period.from), why: why)
            }, hasLeftOut: !leftOut.shown.isEmpty, leftOutCount: Say.count(leftOut.list.total),
            pages: leftOut.list.line(
                at: Route.successions.path(),
                keeping: names.map { "\($0)=\(Typed.escaped(typed[$0]))" }.joined(separator: "&")),
            needsRule: outlook.needsRule,
            action: visit.may(.proposeSuccession) ? Route.proposeSuccession.path() : nil,
            hidden: names.map {
                Item(hidden: $0, typed[$0])
            } + [Item(hidden: "seen", outlook.digest)])
    }
}

extension SuccessionScreen.Line {
    init(_ one: InsurerSuccession) {
        href = Route.succession.path(one.id)
        old = one.input.old.digits
        new = "\(one.input.new.digits) \(one.input.newName)"
        on = Say.short(one.input.effectiveOn)
        expected = one.expected
        carried = one.carried.map(String.init) ?? "—"
        basis = one.input.basis
        proposer = one.proposer
        state = one.status.wording
        weight =
            switch one.status {
            case .proposed: "warn"
            case .approved: "good"
            case .sentBack: "plain"
            }
    }
}
