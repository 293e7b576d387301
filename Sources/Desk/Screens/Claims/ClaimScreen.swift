// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Safeguards
import Vocabulary

/// One claim: what it says, how its amount comes about, other funds, and its objection.
enum ClaimScreen {
    struct Body: PageModel {
        let subject: SubjectStrip?
        let person: PersonCell
        let items: [Item]
        let derivation: Derivation?
        let funds: [FundRow]
        let hasFunds: Bool
        let objection: ObjectionForm.Panel
        let rebilling: RebillingPanel?
        let list: String
        /// Where the family is asked for it; `nil` for whom it is none of the work.
        let claimBack: String?
    }

    struct FundRow: PageModel {
        let funder: String
        let recipient: String
        let days: String
        let cost: String
        let copayment: String
    }

    struct Reading: Sendable {
        let claim: Claim
        let steps: StoredComputation?
        /// What it counted in its month (月の通算) has changed since.
        let isMiscounted: Bool
        let funds: [ClaimFund]
        let objection: Objection?
        let pairs: [Rebilling]
        let people: ListedPeople
        let strip: StripReading?
        /// The claims of the child in the order of their list.
        let row: [Int64]
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, typed: Typed(), problems: []))
    }

    static func page(
        _ visit: Visit, claim given: Int64? = nil, typed: Typed, problems: [FormProblem]
    ) async throws -> Page {
        let id = try given ?? visit.id("claim")
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let found = try await visit.perform(.viewClaims) { scope -> Reading? in
            guard let claim = try ClaimBook.claims([id], from: scope.db)[id] else { return nil }
            scope.saw(claim.recipient)
            let people = try ListedPeople([claim.child], directory: directory, in: scope)
            let steps = try Explanations.claim(id, from: scope.db)
            return Reading(
                claim: claim, steps: steps,
                isMiscounted: try MonthCountReview.isChanged(claim, steps, in: scope),
                funds: try ClaimBook.funds(of: id, from: scope.db),
                objection: try ObjectionBook.newest(of: .claim(id), from: scope.db),
                pairs: try RebillingBook.pairs(of: .claim(id), from: scope.db),
                people: people,
                strip: try people.strip(claim.child, directory: directory, in: scope),
                row: try ClaimBook.claims(child: claim.child, from: scope.db).map(\.id))
        }
        guard let found else { throw DeskRefusal.notFound }
        let claim = found.claim
        let list = Route.claims.path() + "?child=\(claim.child)"
        let panel = ObjectionForm.Panel(
            .claim(id), found.objection, typed, problems, visit)
        return Page(
            "claims/claim", "レセプト 明細",
            crumbs: [.home, .screen(.claims, .claims), Crumb("この児童の明細書", list)],
            keys: turning(from: id, in: found.row) + panel.keys, problems: problems,
            message: Done.banner(visit),
            body: Body(
                subject: found.strip.map {
                    SubjectStrip($0, for: officer, in: visit.installation)
                },
                person: PersonCell(claim.child, found.people, for: officer),
                items: items(
                    claim, isProtected: found.people.isProtected(claim.child),
                    isMiscounted: found.isMiscounted),
                derivation: found.steps.map {
                    Derivation($0, current: visit.installation.book)
                },
                funds: found.funds.map {
                    FundRow(
                        funder: $0.funder, recipient: $0.recipientNumber,
                        days: Say.count($0.days), cost: $0.coveredCost.grouped,
                        copayment: $0.copayment.grouped)
                }, hasFunds: !found.funds.isEmpty, objection: panel,
                rebilling: RebillingPanel(found.pairs, of: .claim(id)), list: list,
                claimBack: visit.may(.recordRecovery) && claim.payable > .zero
                    ? Route.recoveries.path() + "?claim=\(id)#claim-form" : nil))
    }

    /// F7 and F8 turn to the claims above and below in the list of the child.
    private static func turning(from id: Int64, in row: [Int64]) -> [Key] {
        guard let place = row.firstIndex(of: id) else { return [] }
        var keys: [Key] = []
        if place > 0 { keys.append(.before("前の明細書", Route.claim.path(row[place - 1]))) }
        if place + 1 < row.count {
            keys.append(.after("次の明細書", Route.claim.path(row[place + 1])))
        }
        return keys
    }

    private static func items(
        _ claim: Claim, isProtected: Bool, isMiscounted: Bool
    ) -> [Item] {
        var items = [
            Item("レセプト番号", String(claim.id)),
            Item("診療年月", Wareki.text(claim.treatmentMonth)),
            Item("請求年月", Wareki.text(claim.billingMonth)),
            Item(
                "医療機関",
                Say.place(
                    "\(claim.institutionName)（\(claim.institution)）", isProtected: isProtected)),
            Item("診療科", claim.department),
            Item("種別", "\(claim.dataKind.wording)・\(claim.setting.wording)"),
            Item("受給者番号", claim.recipientNumber), Item("公費負担者番号", claim.funder),
            Item("保険区分", claim.insuranceKind),
            Item("給付割合・負担割合", "\(claim.benefitTenths)割・\(claim.burdenTenths)割"),
            Item("日数・点数", "\(claim.days)日・\(Say.count(claim.points))点"),
            Item("受診日", VisitDays.words(claim.visits)),
            Item("初診", FirstVisits.words(claim.firstVisits)),
        ]
        items += Stays.items(claim.setting, claim.admitted)
        items += [
            Item("食事", claim.meals > 0 ? "\(claim.meals)回" : nil),
            Item("入力元", claim.source.wording),
            Item(
                "月の通算",
                isMiscounted
                    ? "先に数えた請求が取り下げられたか、額が変わりました。過誤を申し立てて請求し直してもらうか、確かめてください" : nil),
            Item("エラー理由", claim.errorReason.map { "\($0)（補正・再判定の後に受け入れ）" }),
        ]
        return items + recorded(claim, isProtected: isProtected)
    }

    /// The items of 別添1 that stand nowhere else on the page, under their names there.
    private static func recorded(_ claim: Claim, isProtected: Bool) -> [Item] {
        [
            Item(
                "医療機関名（略称）",
                Say.place(claim.institutionShortName ?? "", isProtected: isProtected)),
            Item("医療機関コード", Say.place(claim.institution, isProtected: isProtected)),
            Item("決定金額", "\(claim.decidedCost.grouped)円"),
            Item("自己負担金額", "\(claim.selfPayment.grouped)円"),
            Item("公費負担額", "\(claim.payable.grouped)円"),
            Item("高額療養費額", "\(claim.highCost.grouped)円"),
            Item("附加給付額", "\(claim.additionalBenefit.grouped)円"),
        ]
    }
}
