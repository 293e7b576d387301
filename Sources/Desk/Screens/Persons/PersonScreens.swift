// SPDX-License-Identifier: Apache-2.0
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

    /// The pages about one person, as tabs; another area adds its page here.
    static let tabs: [(title: String, route: Route)] = [
        ("台帳", .person), ("世帯", .household), ("福祉世帯", .welfareHousehold),
        ("保険", .insuranceRecord), ("口座", .accountRecord), ("送付先", .addressRecord),
        ("メモ", .memos), ("時点照会", .asOf), ("支給", .childPayments),
        ("給付台帳", .benefitLedger),
        ("情報照会", .newInquiry), ("支援措置", .protection), ("書類", .casePapers),
        ("申請書の印字", .forms),
    ]
}

/// A tab of the pages about one person.
struct PersonTab: PageModel {
    let title: String
    let href: String
    let isCurrent: Bool
}

extension Visit {
    /// The tabs of a person; those the officer may not open are left out.
    func personTabs(_ number: AddresseeNumber) -> [PersonTab] {
        PersonScreens.tabs.filter { tab in
            tab.route.definition.operation.map { may($0) } ?? true
        }.map { tab in
            PersonTab(
                title: tab.title, href: tab.route.path(number) + ticketSuffix,
                isCurrent: tab.route == route)
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
            keys.append(.link("F7", "前の人", route.path(found[index - 1]) + ticketSuffix))
        }
        if index + 1 < found.count {
            keys.append(.link("F8", "次の人", route.path(found[index + 1]) + ticketSuffix))
        }
        return keys
    }

    /// The way back from a person: to the list, when there was one.
    func personCrumbs() -> [Crumb] {
        let key = query["from"]
        let list =
            key.isEmpty
            ? Crumb("対象者検索", Route.search.path()) : Crumb("検索結果", Route.found.path(key))
        return [Crumb("ホーム", Route.home.path()), list]
    }
}
