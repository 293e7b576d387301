// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The complete personal file (本人の記録一式): everything both systems hold about a person, who saw it, the
/// links and the inquiries, as tables. Redaction takes values out of it before anything is drawn.
public struct PersonalFile: Sendable, Hashable {
    /// One table.
    public struct Section: Sendable, Hashable {
        /// The table's own name, stable: redactions point at it.
        public let code: String
        public let title: String
        public let columns: [Column]
        public var rows: [Row]
        /// Whether a requester is not even told that there is anything.
        public let isSecret: Bool

        public init(
            code: String, title: String, columns: [Column], rows: [Row], isSecret: Bool = false
        ) {
            self.code = code
            self.title = title
            self.columns = columns
            self.rows = rows
            self.isSecret = isSecret
        }
    }

    public struct Column: Sendable, Hashable {
        public let name: String
        public let title: String

        public init(name: String, title: String) {
            self.name = name
            self.title = title
        }
    }

    public struct Row: Sendable, Hashable {
        public let id: Int64
        public var cells: [Cell]

        public init(id: Int64, cells: [Cell]) {
            self.id = id
            self.cells = cells
        }
    }

    public struct Cell: Sendable, Hashable {
        public var text: String
        /// Why it is not disclosed; then the text is gone.
        public var ground: RedactionGround?
        /// What the program proposes to withhold, before an officer decides.
        public var proposal: RedactionGround?

        public init(_ text: String, proposal: RedactionGround? = nil) {
            self.text = text
            self.proposal = proposal
        }

        /// What is drawn in place of a withheld value: nothing of it, not even its length.
        public static let block = "■■■■"
    }

    public let subject: AddresseeNumber
    public let madeOn: CivilDate
    public var sections: [Section]

    public init(subject: AddresseeNumber, madeOn: CivilDate, sections: [Section]) {
        self.subject = subject
        self.madeOn = madeOn
        self.sections = sections
    }

    /// The file without what is withheld: the values are replaced in the data, so that nothing of them
    /// can be hidden under a black bar.
    public func redacted(_ redactions: [Redaction]) -> PersonalFile {
        var file = self
        let places = Dictionary(redactions.map { ($0.place, $0.ground) }) { _, last in last }
        guard !places.isEmpty else { return self }
        for section in file.sections.indices {
            let code = file.sections[section].code
            let columns = file.sections[section].columns
            for row in file.sections[section].rows.indices {
                let id = file.sections[section].rows[row].id
                for cell in columns.indices {
                    let ground =
                        places[RedactionPlace(section: code)]
                        ?? places[RedactionPlace(section: code, column: columns[cell].name)]
                        ?? places[RedactionPlace(section: code, row: id)]
                        ?? places[
                            RedactionPlace(section: code, row: id, column: columns[cell].name)]
                    guard let ground else { continue }
                    file.sections[section].rows[row].cells[cell].ground = ground
                    file.sections[section].rows[row].cells[cell].text = Cell.block
                }
            }
        }
        return file
    }

    /// The copy for the requester: what the program proposes to withhold is withheld until an officer
    /// decided otherwise for that place, and what is secret leaves no trace at all.
    public func forRequester(
        _ decided: [Redaction], disclosed: Set<RedactionPlace> = []
    ) -> PersonalFile {
        var file = self
        file.sections.removeAll(where: \.isSecret)
        let open = file.proposals.filter { !disclosed.contains($0.place) }
        return file.redacted(open + decided)
    }

    /// Cells that the program proposes to withhold, as redactions an officer can accept.
    public var proposals: [Redaction] {
        sections.flatMap { section in
            section.rows.flatMap { row in
                zip(section.columns, row.cells).compactMap { column, cell in
                    cell.proposal.map {
                        Redaction(
                            place: RedactionPlace(
                                section: section.code, row: row.id, column: column.name),
                            ground: $0)
                    }
                }
            }
        }
    }

    public var cellCount: Int { sections.reduce(0) { $0 + $1.rows.count * $1.columns.count } }
}

/// Where a redaction stands: a table, a column of it, a row of it, or one cell.
public struct RedactionPlace: Sendable, Hashable, LosslessStringConvertible {
    public let section: String
    public var row: Int64?
    public var column: String?

    public init(section: String, row: Int64? = nil, column: String? = nil) {
        self.section = section
        self.row = row
        self.column = column
    }

    /// Reads `claim`, `claim/12`, `claim//amount`, `claim/12/amount`.
    public init?(_ description: String) {
        let parts = description.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), !parts[0].isEmpty else { return nil }
        section = String(parts[0])
        if parts.count > 1, !parts[1].isEmpty {
            guard let row = Int64(parts[1]) else { return nil }
            self.row = row
        }
        column = parts.count > 2 && !parts[2].isEmpty ? String(parts[2]) : nil
    }

    public var description: String {
        switch (row, column) {
        case (nil, nil): section
        case (let row?, nil): "\(section)/\(row)"
        case (nil, let column?): "\(section)//\(column)"
        case (let row?, let column?): "\(section)/\(row)/\(column)"
        }
    }
}

/// One withheld place.
public struct Redaction: Sendable, Hashable {
    public let place: RedactionPlace
    public let ground: RedactionGround

    public init(place: RedactionPlace, ground: RedactionGround) {
        self.place = place
        self.ground = ground
    }
}

/// Why something is not disclosed (不開示情報).
public enum RedactionGround: String, Sendable, CaseIterable {
    case harm, thirdParty, corporation, publicSafety, deliberation, business, protection

    /// The words of the decision, with the article (numbers within 78条 not compared: 未確認).
    public var title: String {
        switch self {
        case .harm: "本人の生命・健康等を害するおそれ（78条1項1号）"
        case .thirdParty: "開示請求者以外の個人に関する情報（78条1項2号）"
        case .corporation: "法人等の正当な利益（78条1項3号）"
        case .publicSafety: "犯罪の予防・捜査等（78条1項5号）"
        case .deliberation: "審議・検討の情報（78条1項6号）"
        case .business: "事務・事業の適正な遂行（78条1項7号）"
        case .protection: "支援措置の対象者の所在（78条1項1号・2号）"
        }
    }
}
