// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Office
import Safeguards
import Vocabulary

/// 2030 中間サーバー 情報照会: what was asked, how it stands, what is late, what waits to be looked at.
enum InquiryListScreen {
    struct Body: PageModel {
        let tabs: [PersonTab]
        let rows: [Row]
        let count: Int
        let isNone: Bool
        let pages: ListPage.Line?
        let catalogue: String
        let isUnconfirmed: Bool
        let records: String?
    }

    struct Row: PageModel {
        let href: String
        let number: String
        let person: NamedPerson
        let item: String
        let counterpart: String
        let way: String
        let purpose: String
        let status: String
        let weight: String
        let due: String
        let isLate: Bool
        let asked: String
        let officer: String
    }

    enum Shelf: String, CaseIterable {
        case open, overdue, newest

        var title: String {
            switch self {
            case .open: "進行中・確認待ち"
            case .overdue: "期限切れ"
            case .newest: "新しい順"
            }
        }

        var filter: InquiryFilter {
            switch self {
            case .open: .open
            case .overdue: .overdue
            case .newest: .newest
            }
        }
    }

    /// Rows of one page: it stays below 150 KB with the longest names too.
    static let most = 100

    static func show(_ visit: Visit) async throws -> Answer {
        let shelf = Shelf(rawValue: visit.query["show"]) ?? .open
        let office = visit.installation
        let asked = visit.query["page"]
        let found = try await visit.perform { scope in
            let list = ListPage(
                of: try ListInquiries.count(shelf.filter, in: scope), asked: asked, size: most)
            let files = try ListInquiries.perform(
                shelf.filter, limit: list.rows.count, skipping: list.rows.lowerBound, in: scope)
            return (
                list: list, files: files,
                people: try office.directory.persons(files.map(\.subject))
            )
        }
        let reader = try visit.officer()
        let here = Route.inquiries.path()
        let pages = found.list.line(at: here, keeping: "show=\(shelf.rawValue)")
        let body = Body(
            tabs: Shelf.allCases.map {
                PersonTab(
                    title: $0.title, href: here + "?show=\($0.rawValue)", isCurrent: $0 == shelf)
            }, rows: found.files.map { row($0, found.people, reader, visit) },
            count: found.list.total, isNone: found.files.isEmpty, pages: pages,
            catalogue: office.inquiries.choices.version,
            isUnconfirmed: !office.inquiries.choices.isConfirmed,
            records: visit.may(.viewInquiryRecords) ? Route.inquiryRecords.path() : nil)
        var keys: [Key] = [.link("F5", "更新", here + "?show=\(shelf.rawValue)")]
        keys += visit.searchKey("照会する方を探す") + ListPage.keys(pages)
        if let records = body.records { keys.append(.link("F9", "23条の記録", records)) }
        return .page(
            Page(
                "inquiries/list", Screen.inquiry.title, crumbs: [.home], keys: keys,
                message: Done.banner(visit), body: body))
    }

    private static func row(
        _ file: InquiryFile, _ people: [AddresseeNumber: ResidentSnapshot], _ reader: Principal,
        _ visit: Visit
    ) -> Row {
        Row(
            href: Route.inquiry.path(file.number), number: file.number,
            person: NamedPerson(file.subject, people, for: reader), item: file.itemTitle,
            counterpart: file.counterpart, way: file.way.wording, purpose: file.purpose.title,
            status: file.status.wording, weight: file.status.weight,
            due: Say.short(file.dueOn), isLate: file.isOverdue(on: visit.today),
            asked: Say.moment(file.requestedAt), officer: visit.desk.name(of: file.officer))
    }
}

extension InquiryStatus {
    /// How the status looks.
    var weight: String {
        switch self {
        case .requested, .underWay: "plain"
        case .stored: "warn"
        case .confirmed: "good"
        case .refused, .expired, .discarded: "stop"
        case .withdrawn: "plain"
        }
    }
}
