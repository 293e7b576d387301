// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Formats
import Links
import Office
import Safeguards
import Vocabulary

/// The codes that may be meant, to choose one (F4), and the name behind a code: banks, branches,
/// insurers, institutions, postal codes. The script shows the same page over a form.
enum CandidateScreen: ScreenArea {
    /// More are not chosen from: a word more narrows them.
    static let most = 50

    static func bind(in book: inout RouteBook) {
        book.bind(.codeCandidates, to: show)
        book.bind(.lookCode, to: lookCode)
    }

    struct Body: PageModel {
        let action: String
        let text: String
        let hint: String
        let isBranch: Bool
        let bank: String
        let rows: [Row]
        let isCut: Bool
        let isNone: Bool
    }

    struct Row: PageModel {
        let code: String
        let name: String
        let more: String
    }

    private static func show(_ visit: Visit) async throws -> Answer {
        guard let list = visit.parameters["list"].flatMap(CodeList.init) else {
            throw DeskRefusal.notFound
        }
        let text = visit.query["text"]
        let bank = EntryReading.digits(visit.query["bank"])
        let (banks, today) = (visit.installation.banks, visit.today)
        let rows = try await visit.perform { scope -> [Row] in
            switch list {
            case .bank:
                return (banks?.banks(matching: text, limit: most + 1) ?? []).map(Row.init)
            case .branch:
                return (banks?.branches(of: bank, matching: text, limit: most + 1) ?? [])
                    .map(Row.init)
            case .institution:
                return try InstitutionBook.search(text, limit: most + 1, from: scope.db)
                    .map(Row.init)
            case .insurer, .postal:
                return try MasterBook.search(
                    list == .insurer ? .insurers : .postalCodes, plain(text, of: list), on: today,
                    limit: most + 1, from: scope.db
                ).map { Row($0, of: list) }
            }
        }
        return .page(
            Page(
                "candidates/list", "\(list.title)の候補",
                crumbs: [.home, Crumb("マスタ", Route.masters.path())],
                keys: [.send("F5", "検索", form: "candidate-form", isMain: true)],
                body: Body(
                    action: Route.codeCandidates.path(list.rawValue), text: text, hint: list.hint,
                    isBranch: list == .branch, bank: bank, rows: Array(rows.prefix(most)),
                    isCut: rows.count > most, isNone: rows.isEmpty)))
    }

    /// A postal code without its hyphen; a name of a place as it is.
    private static func plain(_ text: String, of list: CodeList) -> String {
        let digits = EntryReading.digits(text)
        return list == .postal && !digits.isEmpty ? digits : text
    }

    /// The name behind a code, in words under its field.
    private static func lookCode(_ visit: Visit) async throws -> Answer {
        let code = EntryReading.digits(visit.query["text"])
        let banks = visit.installation.banks
        switch visit.query["list"] {
        case "insurer":
            let finding = CodeFinding.inspect(.insurer, visit.query["text"])
            guard finding.valid, let number = InsurerNumber(code) else {
                return .words(finding.reason ?? "")
            }
            let today = visit.today
            let name = try await visit.perform { scope in
                try MasterBook.insurer(number, on: today, from: scope.db)
            }
            return .words(name ?? "検査数字は合っています（一覧にない保険者です）")
        case "bank":
            let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
            let found = banks?.banks(matching: padded, limit: 1).first { $0.code == padded }
            return .words(found?.name ?? (banks == nil ? "" : "一覧にない金融機関です"))
        case "branch":
            let bank = EntryReading.digits(visit.query["bank"])
            guard let banks, !bank.isEmpty else { return .words("金融機関コードを先に入力してください") }
            let padded = String(repeating: "0", count: max(0, 3 - code.count)) + code
            let found = banks.branch(bank: bank, branch: padded)
            return .words(found.map { "\($0.bankName) \($0.branchName)" } ?? "一覧にない店舗です")
        default:
            return .words("")
        }
    }
}

extension CandidateScreen.Row {
    fileprivate init(_ choice: BankChoice) {
        self.init(code: choice.code, name: choice.name, more: choice.kana)
    }

    fileprivate init(_ institution: Institution) {
        let closed = institution.closure == .open ? "" : "（\(institution.closure.wording)）"
        self.init(
            code: institution.code.digits, name: institution.name + closed,
            more: institution.address)
    }

    fileprivate init(_ row: MasterRow, of list: CodeList) {
        let code = String(row.code.prefix { $0 != "/" })
        // A postal code names prefecture, city and town; an insurer its name and telephone.
        self.init(
            code: code,
            name: list == .postal
                ? row.content.prefix(3).joined() : row.content.first ?? "",
            more: list == .postal ? "" : row.content.last ?? "")
    }
}
