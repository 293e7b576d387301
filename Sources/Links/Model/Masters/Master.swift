// SPDX-License-Identifier: Apache-2.0
public import Formats
public import Vocabulary

/// An official list that the office keeps (マスタ); the raw value is the layout.
public enum Master: String, Sendable, CaseIterable {
    case banks
    case postalCodes = "postal-codes"
    case insurers

    public var wording: String {
        switch self {
        case .banks: "金融機関・店舗"
        case .postalCodes: "郵便番号"
        case .insurers: "保険者"
        }
    }

    /// The columns whose values make the code, in this order.
    var code: [String] {
        switch self {
        case .banks: ["bank", "branch"]
        case .postalCodes: ["postal-code", "municipality", "town"]
        case .insurers: ["insurer"]
        }
    }

    /// The columns that are kept; every other one of the file is left behind.
    var content: [String] {
        switch self {
        case .banks: ["bank-name", "bank-kana", "branch-name", "branch-kana"]
        case .postalCodes:
            ["prefecture", "city", "town", "prefecture-kana", "city-kana", "town-kana"]
        case .insurers: ["name", "kana", "phone"]
        }
    }
}

/// One row of an official list.
public struct MasterRow: Hashable, Sendable {
    /// Separates the parts of a code that has no fixed length.
    static let separator = "/"

    public let code: String
    /// In the order of the master's columns.
    public let content: [String]

    init(code: String, content: [String]) {
        self.code = code
        self.content = content
    }

    init(_ row: FeedRow, of master: Master) {
        let joint = master == .banks ? "" : MasterRow.separator
        code = master.code.map { row.text($0) }.joined(separator: joint)
        content = master.content.map { row.text($0) }
    }
}

/// What an official list would change, or has changed.
public struct MasterReport: Sendable {
    public let master: Master
    public let file: String
    public let validFrom: CivilDate
    /// Nothing was written.
    public let isDryRun: Bool
    public internal(set) var rows = 0
    public internal(set) var added: [MasterRow] = []
    /// What was, and what will be.
    public internal(set) var changed: [(before: MasterRow, after: MasterRow)] = []
    /// Not on the list any more.
    public internal(set) var ended: [MasterRow] = []
    /// Rows that the list holds twice.
    public internal(set) var repeated = 0
    public internal(set) var errors: [FileIssue] = []
    public internal(set) var warnings: [FileIssue] = []

    public var isEmpty: Bool { added.isEmpty && changed.isEmpty && ended.isEmpty }

    init(_ master: Master, _ file: String, from day: CivilDate, isDryRun: Bool) {
        self.master = master
        self.file = file
        validFrom = day
        self.isDryRun = isDryRun
    }
}

/// Why an official list is not applied, in order of precedence.
public enum MasterRefusal: Refusal, Hashable {
    /// Rows are wrong; a list is applied as a whole or not at all.
    case rowsWrong(Int)
    /// An edition from a later day was applied before.
    case laterEdition(CivilDate)
    /// More than half of what the office knows would end.
    case tooMuchEnds(Int, of: Int)

    public var code: String {
        switch self {
        case .rowsWrong: "E-LNK-031"
        case .laterEdition: "E-LNK-032"
        case .tooMuchEnds: "E-LNK-033"
        }
    }

    public var message: String {
        switch self {
        case .rowsWrong(let count):
            "一覧に誤りのある行が\(count)行あります。一部だけの反映はしません。誤り一覧の行を直してから取り込んでください。"
        case .laterEdition(let day):
            "\(Wareki.text(day))から適用する版が反映済みです。それより前の日からは適用できません。適用日を確かめてください。"
        case .tooMuchEnds(let ended, let known):
            "登録されている\(known)件のうち\(ended)件が一覧にありません。一部だけのファイルでないか確かめ、全件のファイルで取り込んでください。"
        }
    }
}
