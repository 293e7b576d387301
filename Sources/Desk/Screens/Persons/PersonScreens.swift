// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1020, 1030, 1040: one person, the household, and the record as of any day.
enum PersonScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.person, to: PersonScreen.show)
        book.bind(.asOf, to: AsOfScreen.show)
        book.bind(.household, to: HouseholdScreen.show)
        book.bind(.revealAddress, to: RevealScreen.address)
        book.bind(.revealAccount, to: RevealScreen.account)
    }

    /// The pages about one person, as at most nine tabs in one row (Alt+1…9); what belongs together
    /// stands in one tab with its pages below. Another area adds its page here.
    static let tabs: [Tab] = [
        Tab("台帳", [("台帳", .person)]),
        Tab("世帯", [("世帯一覧", .household), ("福祉世帯", .welfareHousehold), ("所得", .incomeRecord)]),
        Tab("保険", [("健康保険", .insuranceRecord)]),
        Tab("口座・送付先", [("口座", .accountRecord), ("送付先", .addressRecord)]),
        Tab("支給", [("支給", .childPayments), ("給付台帳", .benefitLedger)]),
        Tab("書類", [("受け取った書類", .casePapers), ("申請書の印字", .forms)]),
        Tab("照会", [("情報照会", .newInquiry)]),
        Tab("履歴", [("時点照会", .asOf), ("審査請求", .personAppeals)]),
        Tab("メモ・保護", [("相談メモ", .memos), ("支援措置", .protection)]),
    ]

    /// One tab and its pages.
    struct Tab: Sendable {
        let title: String
        let pages: [(title: String, route: Route)]

        init(_ title: String, _ pages: [(title: String, route: Route)]) {
            self.title = title
            self.pages = pages
        }
    }
}

/// A tab of the pages about one person, with the pages that stand in it.
struct PersonTab: PageModel {
    struct Leaf: PageModel {
        let title: String
        let href: String
        let isHere: Bool
    }

    let title: String
    let href: String
    let isCurrent: Bool
    let leaves: [Leaf]
    /// Where the officer is in a tab of several pages.
    let isOpen: Bool

    init(
        title: String, href: String, isCurrent: Bool, leaves: [Leaf] = [], isOpen: Bool = false
    ) {
        self.title = title
        self.href = href
        self.isCurrent = isCurrent
        self.leaves = leaves
        self.isOpen = isOpen
    }
}

extension Visit {
    /// The tabs of a person; pages the officer may not open are left out.
    func personTabs(_ number: AddresseeNumber) -> [PersonTab] {
        PersonScreens.tabs.compactMap { tab in
            let leaves = tab.pages.filter { page in
                guard page.route != .incomeRecord || installation.law.showsIncome(on: today) else {
                    return false
                }
                return mayEnter(page.route)
            }.map { page in
                PersonTab.Leaf(
                    title: page.title, href: page.route.path(number) + ticketSuffix,
                    isHere: page.route == route)
            }
            guard let first = leaves.first else { return nil }
            let isCurrent = leaves.contains(where: \.isHere)
            return PersonTab(
                title: tab.title, href: first.href, isCurrent: isCurrent, leaves: leaves,
                isOpen: isCurrent && leaves.count > 1)
        }
    }

    /// `?from=…`, so that 前・次 go on through the list that was searched for.
    var ticketSuffix: String {
        let key = query["from"]
        return key.isEmpty ? "" : "?from=" + Typed.escaped(key)
    }

    /// F7 and F8 through the list that was searched for.
    func neighbourKeys(of number: AddresseeNumber, on route: Route) -> [Key] {
        let key = query["from"]
        guard let officer = session?.principal.officer,
            let found = desk.tickets.get(key, of: officer)?.found,
            let index = found.firstIndex(of: number)
        else { return [] }
        var keys: [Key] = []
        if index > 0 {
            keys.append(.before("前の人", route.path(found[index - 1]) + ticketSuffix))
        }
        if index + 1 < found.count {
            keys.append(.after("次の人", route.path(found[index + 1]) + ticketSuffix))
        }
        return keys
    }

    /// The way back from a person: to the list, when there was one.
    func personCrumbs() -> [Crumb] {
        let key = query["from"]
        guard mayEnter(.search) else { return [Crumb("ホーム", Route.home.path())] }
        let list =
            key.isEmpty
            ? Crumb("対象者検索", Route.search.path()) : Crumb("検索結果", Route.found.path(key))
        return [Crumb("ホーム", Route.home.path()), list]
    }

    /// F3 to the search, for whoever may search.
    func searchKey(_ label: String = "新しい検索") -> [Key] {
        mayEnter(.search) ? [.link("F3", label, Route.search.path())] : []
    }
}
