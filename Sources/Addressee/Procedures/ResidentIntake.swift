// SPDX-License-Identifier: Apache-2.0
import Formats
import NumberGate
import Safeguards
import Vocabulary

/// Gathers rows of the feed and writes them stretch by stretch.
///
/// (Part of `OperationCode.importResidents`.)
struct ResidentIntake {
    /// A row whose number says one person and whose four items another: an officer decides.
    struct Doubt {
        let line: Int
        let addressee: AddresseeNumber
        let candidate: AddresseeNumber?
        let why: String

        var issue: FileIssue {
            FileIssue(
                line: line, field: "individual-number", code: "E-ADR-013", severity: .error,
                message: why + "。統合宛名の確認待ちに入れました。二人を見比べて決めてください")
        }
    }

    private let vault: NumberVault
    private let scope: Scope
    private var waiting: [ResidentRow] = []
    private var nextSerial: Int64
    private(set) var accepted = 0
    private(set) var repeated = 0
    private(set) var numbered = 0
    private(set) var doubtful: [Doubt] = []

    init(vault: NumberVault, scope: Scope) throws {
        self.vault = vault
        self.scope = scope
        nextSerial = try PersonBook.nextSerial(in: scope)
    }

    mutating func add(_ row: ResidentRow) throws {
        waiting.append(row)
        if waiting.count == ReceiveResidentChanges.stretch { try finish() }
    }

    /// Writes what waits.
    mutating func finish() throws {
        let rows = waiting
        waiting.removeAll(keepingCapacity: true)
        guard !rows.isEmpty else { return }
        let numbers = rows.map(\.person.addressee)
        let changes = try PersonBook.knownChanges(of: numbers, in: scope)
        let known = try PersonBook.knownResidents(of: numbers, in: scope)
        var matching = try Matching(rows, known: known, vault: vault, scope: scope)
        var seen = changes
        var taken: [Resident] = []
        for row in rows {
            let key = ChangeKey(
                addressee: row.person.addressee, changeNumber: row.person.changeNumber)
            guard seen.insert(key).inserted else {
                repeated += 1
                continue
            }
            if let doubt = matching.doubt(about: row) {
                doubtful.append(doubt)
                continue
            }
            taken.append(row.person)
        }
        numbered += try matching.write(nextSerial: &nextSerial)
        try ResidentFacts.append(
            taken, last: known.mapValues(\.changeNumber), in: scope)
        scope.saw(taken.map(\.addressee))
        accepted += taken.count
    }
}
