// SPDX-License-Identifier: Apache-2.0
import Formats
import Safeguards
import Vocabulary

/// Brings the rows of the feed into the order of their change numbers (異動連番).
///
/// The numbers run without a gap over all files, so a missing one is seen: rows behind it wait in
/// the waiting room until it comes, a full file speaks for it, or an administrator accepts that it
/// is missing. So files may come shuffled, twice and late: what is settled, and in which order, is
/// always the same. A number at or below the watermark that is new to us belongs to a change of
/// several persons, or was missing when its gap was accepted; it is settled at once.
///
/// (Part of `OperationCode.importResidents`, `OperationCode.acceptFeedGap`.)
struct ResidentSequence {
    private let scope: Scope
    private var intake: ResidentIntake
    private var watermark: Int64
    private let start: Int64
    private var ahead: [ResidentRow] = []
    private var refusedAhead: [Int64] = []
    private var lowest: Int64?
    private var waiting = 0
    private var released = 0

    init(vault: NumberVault, scope: Scope) throws {
        self.scope = scope
        let room = try WaitingRoom(vault: vault, scope: scope)
        intake = ResidentIntake(room: room, vault: vault, scope: scope)
        watermark = try FeedMarkBook.watermark(in: scope)
        start = watermark
        lowest = try room.lowest()
    }

    /// Settles a row, or lets it wait.
    mutating func take(_ row: ResidentRow, of numbers: NumbersOfFile, isFull: Bool) throws {
        if try isDue(row.person.changeNumber, of: numbers, isFull: isFull) {
            try intake.add(row)
        } else {
            ahead.append(row)
            if ahead.count == ReceiveResidentChanges.stretch { try seat() }
        }
    }

    /// A row that was refused has come all the same: nobody waits for its number, and a protection
    /// measure that it speaks of hides.
    mutating func refuse(_ row: FeedRow, of numbers: NumbersOfFile, isFull: Bool) throws {
        guard let number = row.integer("change-number").map({ Int64($0) }) else { return }
        if row.flag("protection") ?? false, let addressee = row.addressee("addressee") {
            try ProtectionBook.note(
                addressee, number, until: row.date("protection-until"), in: scope)
            scope.saw(addressee)
        }
        guard try !isDue(number, of: numbers, isFull: isFull) else { return }
        refusedAhead.append(number)
        if refusedAhead.count == ReceiveResidentChanges.stretch { try seat() }
    }

    /// Whether a number is next; moves the watermark when it is.
    private mutating func isDue(
        _ number: Int64, of numbers: NumbersOfFile, isFull: Bool
    ) throws -> Bool {
        if number <= watermark { return true }
        guard numbers.isAscending else { return false }
        if let lowest, lowest < number, isFull || lowest <= watermark + 1 {
            try release(below: number, overGaps: isFull)
        }
        guard isFull || number <= watermark + 1 else { return false }
        watermark = max(watermark, number)
        return true
    }

    /// The end of a file: what waits and can go on goes on.
    mutating func finish(_ numbers: NumbersOfFile, isFull: Bool) throws {
        try seat()
        if isFull {
            try release(below: numbers.highest + 1, overGaps: true)
            watermark = max(watermark, numbers.highest)
        }
        try finish(isFull ? .full : .changes)
    }

    /// An administrator accepts that numbers are missing.
    mutating func accept(_ gap: ClosedRange<Int64>, reason: String) throws {
        watermark = gap.upperBound
        try finish(.accepted(gap, reason: reason))
    }

    private mutating func finish(_ cause: FeedMarkBook.Cause) throws {
        try release(below: .max, overGaps: false)
        try intake.finish()
        if watermark > start { try FeedMarkBook.put(watermark, cause, in: scope) }
    }

    /// Lets the rows that came ahead sit down.
    private mutating func seat() throws {
        let held = try intake.known(ahead)
        waiting += held.count
        try intake.room.put(held)
        try intake.room.mark(refusedAhead)
        ahead.removeAll(keepingCapacity: true)
        refusedAhead.removeAll(keepingCapacity: true)
        lowest = try intake.room.lowest()
    }

    /// Settles rows that wait, in order, up to the first number that is missing.
    private mutating func release(below limit: Int64, overGaps: Bool) throws {
        var isDone = false
        while !isDone {
            let guests = try intake.room.next(ReceiveResidentChanges.stretch)
            var due: [WaitingRoom.Guest] = []
            for guest in guests {
                guard guest.changeNumber < limit,
                    overGaps || guest.changeNumber <= watermark + 1
                else { break }
                watermark = max(watermark, guest.changeNumber)
                due.append(guest)
            }
            isDone = due.count < guests.count || guests.isEmpty
            try intake.room.remove(due.map(\.id))
            for guest in due {
                guard let row = guest.row else { continue }
                if row.operation == scope.operationID { waiting -= 1 } else { released += 1 }
                try intake.add(row)
            }
        }
        lowest = try intake.room.lowest()
    }

    /// Adds to the report what became of the rows.
    func report(to report: inout ResidentFeedReport) throws {
        report.accepted = intake.accepted
        report.repeated = intake.repeated
        report.held = intake.held
        report.rejected += intake.held + intake.conflicting
        report.numbered = intake.numbered
        report.waiting = waiting
        report.released = released
        report.watermark = watermark
        report.gaps = try ResidentFeedBook.gaps(after: watermark, in: scope)
        report.issues += intake.issues
    }
}
