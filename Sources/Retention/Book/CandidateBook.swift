// SPDX-License-Identifier: Apache-2.0
public import Database
import Ledger
import Safeguards
public import Vocabulary

/// What the search for candidates takes from outside the database.
public struct RetentionSurroundings: Sendable {
    public let catalogue: ClassCatalogue
    /// Our own business in System 2.
    public let business: OwnBusiness
    /// Persons with an open request for disclosure, correction or suspension (個人情報保護法).
    public let disclosure: @Sendable (_ db: any Connection) throws -> Set<AddresseeNumber>
    /// Of these persons those whom System 1 still has records of: System 2 keeps them.
    public let needed: @Sendable (_ persons: [AddresseeNumber]) throws -> Set<AddresseeNumber>

    public init(
        catalogue: ClassCatalogue, business: OwnBusiness = .none,
        disclosure: @escaping @Sendable (any Connection) throws -> Set<AddresseeNumber> = { _ in
            []
        },
        needed: @escaping @Sendable ([AddresseeNumber]) throws -> Set<AddresseeNumber> = { _ in [] }
    ) {
        self.catalogue = catalogue
        self.business = business
        self.disclosure = disclosure
        self.needed = needed
    }
}

/// Whose period is over on a day. Each kind of case is one query over its tables; there is none for
/// a single person.
enum CandidateBook {
    /// For an operation: whoever is read stands in its log entry, also who is only kept.
    static func candidates(
        of system: RetentionSystem, _ surroundings: RetentionSurroundings, in scope: Scope
    ) throws -> [PurgeCandidate] {
        var looked: Set<AddresseeNumber> = []
        let found = try candidates(
            of: system, surroundings, on: scope.today, in: scope.db
        ) { looked.insert($0) }
        scope.saw(looked.union(found.map(\.unit.subject)).filter { $0.value > 0 })
        return found
    }

    static func candidates(
        of system: RetentionSystem, _ surroundings: RetentionSurroundings, on today: CivilDate,
        in db: any Connection, looked: (AddresseeNumber) -> Void = { _ in }
    ) throws -> [PurgeCandidate] {
        var cases: [RetentionUnit: [FoundCase]] = [:]
        for question in questions(of: system, surroundings.catalogue) {
            try question.query.forEach(
                before: question.term.cutoff(on: today), own: surroundings.business, in: db
            ) { found in
                let unit = RetentionUnit(
                    retention: question.retention, kind: question.kind, table: question.table,
                    subject: AddresseeNumber(value: found.subject),
                    dueOn: question.term.dueDay(after: found.start))
                cases[unit, default: []].append(found)
            }
        }
        var stops = try StopBook.stops(
            system, surroundings.catalogue, disclosure: try surroundings.disclosure(db), on: today,
            in: db, looked: looked)
        if system == .addressee {
            let own = cases.map { unit, found in
                PurgeCandidate(
                    unit: unit, startOn: today, cases: found.map(\.number), stop: nil)
            }
            for number in try inUse(own, surroundings, in: db, looked: looked)
            where stops[number] == nil {
                stops[number] = .business
            }
        }
        return cases.map { unit, found in
            PurgeCandidate(
                unit: unit, startOn: found.map(\.start).max() ?? today,
                cases: found.map(\.number).sorted(), stop: stops[unit.subject])
        }.sorted { $0.unit < $1.unit }
    }

    private struct Question {
        let retention: String
        let kind: CaseKind
        let table: String
        let term: RetentionTerm
        let query: CaseQuery
    }

    /// Every kind of case of the erasable classes, as the tables name them.
    private static func questions(
        of system: RetentionSystem, _ catalogue: ClassCatalogue
    ) -> [Question] {
        var found: [Question] = []
        var seen: Set<String> = []
        for rule in catalogue.rules(of: system) {
            guard let retention = catalogue.retention(rule.retention), let term = retention.term
            else { continue }
            for path in rule.paths where path.parent == nil || path.parent == rule.table {
                let isRow = path.kind == .row
                // The class of a kind is that of the table which it is the root of.
                guard isRow || roots[path.kind] == rule.table,
                    seen.insert("\(path.kind) \(isRow ? rule.table : "")").inserted
                else { continue }
                let query: CaseQuery? =
                    switch (isRow, system) {
                    case (true, _): RowCases.query(rule)
                    case (false, .casework): CaseworkCases.query(path.kind)
                    case (false, .addressee): AddresseeCases.query(path.kind)
                    }
                guard let query else { continue }
                found.append(
                    Question(
                        retention: retention.id, kind: path.kind, table: isRow ? rule.table : "",
                        term: term, query: query))
            }
        }
        return found
    }

    /// The table that a kind of case begins with.
    private static let roots: [CaseKind: String] = [
        .entitlement: "application", .claim: "claim", .claimError: "claim_error",
        .claimFile: "claim_issue", .reimbursement: "reimbursement", .recovery: "recovery",
        .person: "account_use", .inquiry: "inquiry", .electronic: "e_application",
        .addressee: "person_addressee", .inquiryRecord: "inquiry_record",
        .inquiryOrder: "inquiry_order",
    ]

    /// Persons of System 2 that may not go because System 1 needs one of their numbers.
    static func inUse(
        _ candidates: [PurgeCandidate], _ surroundings: RetentionSurroundings,
        in db: any Connection, looked: (AddresseeNumber) -> Void
    ) throws -> Set<AddresseeNumber> {
        var subjects: [Int64: AddresseeNumber] = [:]
        for candidate in candidates where candidate.unit.kind == .addressee {
            for person in candidate.cases { subjects[person] = candidate.unit.subject }
        }
        var numbers: [AddresseeNumber: AddresseeNumber] = [:]
        try Among.forEach(
            "SELECT person_id, addressee FROM person_addressee WHERE {among}",
            column: "person_id", keys: subjects.keys, in: db
        ) { row in
            looked(row.addressee(1))
            numbers[row.addressee(1)] = subjects[row.int64(0)]
        }
        let needed = try surroundings.needed(numbers.keys.sorted())
        return Set(needed.compactMap { numbers[$0] })
    }
}

extension PurgeCandidate {
    /// A digest over the numbers of its cases.
    var caseDigest: String {
        Digest.of(Array(cases.map(String.init).joined(separator: ",").utf8)).description
    }

    /// The line of the list that the digest of the list is made of.
    var line: String {
        [
            unit.retention, unit.kind.rawValue, unit.table, unit.subject.description,
            unit.dueOn.description, String(cases.count), caseDigest,
        ].joined(separator: "|")
    }
}
