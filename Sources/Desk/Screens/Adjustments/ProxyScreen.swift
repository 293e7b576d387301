// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Payments
import Safeguards
import Scheme
import Vocabulary

/// One mandate: the estimate it rests on, unit by unit as the books stand now, the course with the
/// insurer, and what the family gives back.
enum ProxyScreen {
    struct Body: PageModel {
        let subject: SubjectStrip?
        let person: PersonCell
        let ledger: String?
        let state: String
        let items: [Item]
        let figures: [Item]
        let units: [EstimateBox.UnitRow]
        let hasUnits: Bool
        let parts: [EstimateBox.PartRow]
        let hasParts: Bool
        /// What the books would say today, where that differs.
        let now: EstimateBox?
        let letters: [LetterRow]
        let hasLetters: Bool
        let cap: String?
        /// Of a mandate for a year what the books would say today.
        let year: YearCapBox?
        let events: [EventRow]
        let hasEvents: Bool
        let mayRecord: Bool
        let record: String
        let recordFields: [FormField]
        let mayGiveBack: Bool
        let most: String
        let giveBack: String
        let giveBackFields: [FormField]
        let backs: [ClaimBackCard]
        let hasBacks: Bool
        /// What the insurer may claim back of what came in.
        let mayGoBack: String?
        /// What a head should see before the sum is claimed back.
        let caution: String?
    }

    /// A letter to the insurer about it.
    struct LetterRow: PageModel {
        let href: String
        let reference: String
        let kind: String
        let issued: String
        let due: String
    }

    struct EventRow: PageModel {
        let on: String
        let kind: String
        let amount: String
        let reference: String
        let note: String
        let officer: String
        /// Why it counts no more.
        let reversed: String?
        let reverse: ReversalEntry?
    }

    private struct Reading: Sendable {
        let proxy: ProxyReceipt
        let units: [HighCostEstimate.Unit]
        let now: HighCostEstimate?
        let letters: [InsurerRequest]
        let cap: String?
        let year: YearEstimate?
        let mayGoBack: Yen?
        let people: ListedPeople
        let strip: StripReading?
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let id = try visit.id("proxy")
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let law = visit.installation.benefitLaw
        let found = try await visit.perform(.viewProxyReceipts) { scope -> Reading? in
            guard let known = try ProxyBook.proxy(id, from: scope.db) else { return nil }
            let proxy = try BenefitClaimsBack().counted([known], from: scope.db)[0]
            let year = try? EstimateYearCap.again(
                proxy, law: law, payments: BenefitClaimsBack(), in: scope)
            let cap =
                proxy.period.isYear
                ? nil
                : try? EstimateYearCap.perform(
                    child: proxy.child, proxy.month, band: proxy.band, law: law,
                    payments: BenefitClaimsBack(), in: scope
                ).refund
            let units = try ProxyBook.units(of: [id], from: scope.db)[id] ?? []
            let now =
                proxy.period.isYear
                ? nil
                : try? EstimateHighCost.perform(
                    child: proxy.child, proxy.month, band: proxy.band,
                    others: units.compactMap(HouseholdShare.init), law: law, in: scope)
            let people = try ListedPeople(
                proxy.people + (now?.units.compactMap(\.child) ?? [])
                    + units.compactMap(\.child) + (year.map { Array($0.parts.keys) } ?? []),
                directory: directory, in: scope)
            return Reading(
                proxy: proxy, units: units, now: now,
                letters: try InsurerRequestBook.requests(about: id, from: scope.db),
                cap: cap.map {
                    "\(Say.month($0.year))から1年の自己負担（\($0.unit.wording)"
                        + ($0.unconfirmed.isEmpty ? "" : "。世帯か個人かは未確認")
                        + "） \($0.shares)、年間上限 \($0.cap)、上限を超える額 \($0.refund)"
                }, year: year,
                mayGoBack: try InsurersPartBook.mayGoBack([proxy], from: scope.db)[id],
                people: people,
                strip: try people.strip(proxy.child, directory: directory, in: scope))
        }
        guard let found else { throw DeskRefusal.notFound }
        return Page(
            "adjustments/proxy", "代理受領 K\(id)",
            crumbs: [.home, .screen(.proxyReceipt, .proxies)],
            keys: [.link("F5", "更新", Route.proxy.path(id))], problems: problems,
            message: Done.banner(visit), body: body(found, visit, officer, problems))
    }

    private static func body(
        _ found: Reading, _ visit: Visit, _ reader: Principal, _ problems: [FormProblem]
    ) -> Body {
        let proxy = found.proxy
        let isProtected = found.people.isProtected(proxy.child)
        let isOpen = proxy.state != .closed
        let mayRecord = visit.may(.recordProxyReceipt) && (isOpen || proxy.isPutRight)
        // Before 世帯合算 the units were not kept.
        let shown = found.units.isEmpty ? found.now?.units ?? [] : found.units
        let most = proxy.leftToGiveBack
        return Body(
            subject: found.strip.map {
                SubjectStrip($0, for: reader, in: visit.installation)
            },
            person: PersonCell(proxy.child, found.people, for: reader),
            ledger: visit.may(.viewClaims) ? Route.benefitLedger.path(proxy.child) : nil,
            state: proxy.state.wording,
            items: [
                Item("診療年月", Say.period(proxy.period)),
                Item(
                    "保険者番号",
                    Say.place(
                        reader.sees(proxy.insurer, of: .insurance), isProtected: isProtected)),
                Item("委任状の日", Say.date(proxy.mandateOn)),
                Item("所得区分", proxy.band + (proxy.isMultiple ? "（多数回）" : "")),
                Item("受付", visit.desk.name(of: proxy.officer)),
            ] + (proxy.lowPayPaper.map { [Item("低い標準報酬を示す書類", $0)] } ?? []),
            figures: [
                Item("総医療費（合算の対象）", proxy.estimate.totalCost.description),
                Item("自己負担（合算の対象）", proxy.estimate.burden.description),
                Item(proxy.period.isYear ? "年間上限" : "自己負担限度額", proxy.estimate.limit.description),
                Item("高額療養費の見込", proxy.estimate.benefit.description),
                Item("保険者の決定", proxy.decided?.description ?? "未決定"),
                Item("見込との差", proxy.difference.map { Say.signed($0.amount) } ?? "—"),
                Item("入金", proxy.received.description),
                Item("未収", proxy.outstanding.description),
            ] + (found.mayGoBack.map { [Item("保険者に返すかもしれない額", $0.description)] } ?? []),
            units: shown.map {
                EstimateBox.UnitRow(
                    $0, found.people, for: reader, isProtected: isProtected && !proxy.period.isYear,
                    isYear: proxy.period.isYear)
            }, hasUnits: !shown.isEmpty,
            parts: proxy.parts.map {
                EstimateBox.PartRow(
                    name: EstimateBox.name($0.child, found.people, for: reader),
                    amount: $0.amount.grouped)
            }, hasParts: proxy.parts.count > 1,
            now: found.now.map {
                EstimateBox($0, found.people, for: reader, isProtected: isProtected)
            },
            letters: found.letters.map {
                LetterRow(
                    href: Route.insurerRequest.path($0.id), reference: $0.reference,
                    kind: $0.kind.wording, issued: Say.short($0.issuedOn),
                    due: Say.short($0.dueOn))
            }, hasLetters: !found.letters.isEmpty, cap: found.cap,
            year: found.year.map { YearCapBox($0, found.people, for: reader) },
            events: proxy.events.map {
                event($0, of: proxy, visit, problems)
            }, hasEvents: !proxy.events.isEmpty, mayRecord: mayRecord,
            record: Route.recordProxy.path(proxy.id),
            recordFields: ProxySteps.fields(visit.form).map { $0.checked(problems) },
            mayGiveBack: isOpen && mayRecord && proxy.decided != nil && most > .zero,
            most: most.grouped,
            giveBack: Route.proxyGiveBack.path(proxy.id),
            giveBackFields: GiveBackEntry.fields(visit.form).map { $0.checked(problems) },
            backs: proxy.claimsBack.map { ClaimBackCard($0, found.people, visit, for: reader) },
            hasBacks: !proxy.claimsBack.isEmpty, mayGoBack: found.mayGoBack?.description,
            caution: caution(proxy, now: found.now))
    }

    private static func event(
        _ event: ProxyReceipt.Event, of proxy: ProxyReceipt, _ visit: Visit,
        _ problems: [FormProblem]
    ) -> EventRow {
        let mayReverse =
            event.kind == .received && event.reversal == nil && visit.may(.recordProxyReceipt)
        return EventRow(
            on: Say.short(event.on), kind: event.kind.wording,
            amount: event.amount == .zero ? "—" : event.amount.grouped,
            reference: event.reference ?? "", note: event.note,
            officer: visit.desk.name(of: event.officer),
            reversed: event.reversal.map {
                "取消し：\($0.reason)（\(visit.desk.name(of: $0.officer))）"
            },
            reverse: mayReverse
                ? ReversalEntry(
                    event.id, to: Route.recordProxy.path(proxy.id), visit.form, problems) : nil)
    }

    /// A head decides about a sum: what came in, what the insurer decided since, and claims that
    /// changed the estimate may have lowered what the family owes.
    private static func caution(_ proxy: ProxyReceipt, now: HighCostEstimate?) -> String? {
        guard proxy.claimsBack.contains(where: { $0.outcome == nil }) else { return nil }
        let (expected, back) = (proxy.estimate.benefit, proxy.claimedBack)
        if proxy.leftToGiveBack < .zero {
            return "入金（\(proxy.received)）と返還（\(back)）の合計が見込（\(expected)）を超えています。差し戻してください。"
        }
        if let decided = proxy.decided, decided + back > expected {
            return "保険者の支給決定（\(decided)）と返還（\(back)）の合計が見込（\(expected)）を超えています。"
                + "保険者から入金があると返し過ぎになります。起案者に確かめてください。"
        }
        guard let now, now.sum.benefit != expected else { return nil }
        return "委任の後に給付が変わり、今の台帳では見込が\(now.sum.benefit)です（委任の時 \(expected)）。返還の額を起案者に確かめてください。"
    }
}
