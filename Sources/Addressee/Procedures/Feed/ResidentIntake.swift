// SPDX-License-Identifier: Apache-2.0
import Formats
import NumberGate
import Safeguards
import Vocabulary

/// Settles rows of the feed that have their turn, stretch by stretch: known ones are passed over,
/// certain ones become facts, doubtful ones go to the work queue.
///
/// Where a stretch ends makes no difference: what one row says is known to the next.
///
/// (Part of `OperationCode.importResidents`, `.acceptFeedGap` and `.matchPersons`.)
struct ResidentIntake {
    static let issueLimit = 10_000

    private let vault: NumberVault
    private let scope: Scope
    var room: WaitingRoom
    private var waiting: [ResidentRow] = []
    private var nextSerial: Int64?
    private(set) var accepted = 0
    private(set) var repeated = 0
    private(set) var numbered = 0
    private(set) var held = 0
    private(set) var conflicting = 0
    private(set) var issues: [FileIssue] = []

    init(room: WaitingRoom, vault: NumberVault, scope: Scope) {
        self.vault = vault
        self.scope = scope
        self.room = room
    }

    /// Takes the next row; those of one change stay together.
    mutating func add(_ row: ResidentRow) throws {
        if waiting.count >= ReceiveResidentChanges.stretch,
            waiting.last?.person.changeNumber != row.person.changeNumber
        {
            try finish()
        }
        waiting.append(row)
    }

    /// Settles what has been added.
    mutating func finish() throws {
        let rows = waiting.sorted {
            ($0.person.changeNumber, $0.person.addressee)
                < ($1.person.changeNumber, $1.person.addressee)
        }
        waiting.removeAll(keepingCapacity: true)
        guard !rows.isEmpty else { return }
        let fresh = try new(among: rows)
        let known = try PersonBook.knownResidents(of: fresh.map(\.person.addressee), in: scope)
        var matching = try Matching(fresh, known: known, vault: vault, scope: scope)
        var taken: [Resident] = []
        for row in fresh {
            switch try matching.judge(row) {
            case .certain: taken.append(row.person)
            case .doubtful(let doubt): try hold(row, doubt, &matching)
            }
        }
        var serial = try nextSerial ?? PersonBook.nextSerial(in: scope)
        numbered += try matching.write(nextSerial: &serial)
        nextSerial = serial
        try ResidentFacts.append(taken, last: known.mapValues(\.changeNumber), in: scope)
        scope.saw(taken.lazy.map(\.addressee))
        accepted += taken.count
    }

    /// The rows that do not wait yet, of those that came ahead.
    mutating func known(_ rows: [ResidentRow]) throws -> [ResidentRow] {
        guard !rows.isEmpty else { return [] }
        let seated = try room.fingerprints(of: rows.map(\.person.addressee), held: false)
        return try unseen(rows, besides: seated)
    }

    /// The rows that are neither facts nor in the hands of an officer.
    private mutating func new(among rows: [ResidentRow]) throws -> [ResidentRow] {
        let numbers = rows.map(\.person.addressee)
        let held = try room.fingerprints(of: numbers, held: true)
        let facts = try PersonBook.knownChanges(of: numbers, in: scope)
        let isRepeated = rows.contains { facts.contains($0.change) }
        guard isRepeated else { return try unseen(rows, besides: held) }
        let settled = try PersonBook.settled(
            Set(rows.map(\.change)).intersection(facts), of: numbers, in: scope)
        let fresh = rows.filter { row in
            guard let there = settled[row.change] else { return true }
            count(row, isSame: there == ResidentWords.words(of: row.person))
            return false
        }
        return try unseen(fresh, besides: held)
    }

    private mutating func unseen(
        _ rows: [ResidentRow], besides known: [ChangeKey: [UInt8]]
    ) throws -> [ResidentRow] {
        var first: [ChangeKey: ResidentRow] = [:]
        return try rows.filter { row in
            if let there = known[row.change] {
                count(row, isSame: try room.isSame(row, as: there))
                return false
            }
            if let there = first[row.change] {
                count(row, isSame: room.fingerprint(of: there) == room.fingerprint(of: row))
                return false
            }
            first[row.change] = row
            return true
        }
    }

    private mutating func count(_ row: ResidentRow, isSame: Bool) {
        guard !isSame else {
            repeated += 1
            return
        }
        conflicting += 1
        add(ResidentRowRefusal.differsFromKnown.issue(line: line(of: row)))
    }

    private mutating func hold(
        _ row: ResidentRow, _ doubt: Matching.Doubt, _ matching: inout Matching
    ) throws {
        let id = try doubt.openCase ?? matching.open(doubt, about: row)
        try room.put([row], case: id)
        scope.saw(row.person.addressee)
        held += 1
        add(
            FileIssue(
                line: line(of: row), field: "individual-number", code: "E-ADR-013",
                severity: .error,
                message: doubt.why.rawValue + "。統合宛名の確認待ちに入れました。二人を見比べて決めてください"))
    }

    /// The line in the file that is read now; 0 for a row of an earlier one.
    private func line(of row: ResidentRow) -> Int {
        row.operation == scope.operationID ? row.line : 0
    }

    private mutating func add(_ issue: FileIssue) {
        if issues.count < ResidentIntake.issueLimit { issues.append(issue) }
    }
}

extension ResidentRow {
    /// What makes the row unique: whose change, and its number.
    var change: ChangeKey {
        ChangeKey(addressee: person.addressee, changeNumber: person.changeNumber)
    }
}
