// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The lists of documents of the office: what proves identity and insurance, what is attached, what
/// makes somebody a guardian. Dated data with their source (`Schemes/national/case-papers.tsv`).
public struct CaseRules: Hashable, Sendable {
    /// The lists of the file.
    public enum List: String, Sendable, CaseIterable {
        case identity, agency, insurance, paper, guardian, income
        case residencePaper = "residence-paper"
        /// What an applicant is told before applying; the code is the version of the text.
        case explanation
    }

    /// One document of a list.
    public struct Document: Hashable, Sendable {
        public let list: List
        public let code: String
        public let wording: String
        /// What it proves: `number`, `identity`, `agency`; of papers the class of retention.
        public let proves: Set<String>
        /// How many of this kind are needed for what it proves.
        public let needed: Int
        public let period: EffectivePeriod
        public let source: String
        public let isVerified: Bool
    }

    public let documents: [Document]

    public init(_ documents: [Document]) { self.documents = documents }

    /// Reads the file.
    /// - Throws: `Fault(.disk)` naming the line that cannot be read.
    public init(tsv text: String) throws {
        var documents: [Document] = []
        for (index, line) in text.split(whereSeparator: \.isNewline).enumerated()
        where !line.hasPrefix("#") {
            guard let document = Document(line: line) else {
                throw Fault(.disk, detail: "case-papers.tsv: line \(index + 1)")
            }
            documents.append(document)
        }
        self.documents = documents
    }

    /// The documents of a list that are in force on a day, in the order of the file.
    public func documents(_ list: List, on day: CivilDate) -> [Document] {
        documents.filter { $0.list == list && $0.period.contains(day) }
    }

    public func document(_ code: String, in list: List) -> Document? {
        documents.first { $0.list == list && $0.code == code }
    }

    /// The wording of a code, or the code where the list does not have it (any more).
    public func wording(_ code: String, in list: List) -> String {
        document(code, in: list)?.wording ?? code
    }

    /// - Throws: `.documentNotInForce`: an old insurance card after its last day is no evidence.
    public func check(
        _ code: String, in list: List, on day: CivilDate
    ) throws(CaseRefusal) {
        guard let document = document(code, in: list), document.period.contains(day) else {
            throw .documentNotInForce(wording(code, in: list))
        }
    }
}

extension CaseRules.Document {
    fileprivate init?(line: Substring) {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 9, let list = CaseRules.List(rawValue: cells[0]),
            let needed = Int(cells[4]), needed > 0, let from = CivilDate(iso: cells[5])
        else { return nil }
        let until = CivilDate(iso: cells[6])
        guard cells[6] == "-" || until != nil, ["yes", "no"].contains(cells[8]) else { return nil }
        self.init(
            list: list, code: cells[1], wording: cells[2],
            proves: Set(cells[3].split(separator: "+").map(String.init)), needed: needed,
            period: EffectivePeriod(from: from, until: until), source: cells[7],
            isVerified: cells[8] == "yes")
    }
}
