// SPDX-License-Identifier: Apache-2.0
public import Foundation
import Vocabulary

/// Writes the files of the system used before (CP932, by `Layouts/migration-*.yaml`).
public struct WriteOldSystem {
    public let town: OldTown
    let children: [OldChild]

    public init(_ town: OldTown) {
        self.town = town
        var living = LiveOldChildren(town)
        children = living.run()
    }

    /// Everybody whom the register of the town knows; the stranger of a planted row is not there.
    public var residents: [OldTown.Resident] {
        var seen: Set<AddresseeNumber> = []
        return children.flatMap { [$0.resident, $0.recipient] }
            .filter { seen.insert($0.number).inserted }
    }

    /// Writes `persons.csv` … `totals.csv` into a folder.
    /// - Parameter totalsAreWrong: the control file then says another count than there is.
    @discardableResult
    public func run(folder: URL, totalsAreWrong: Bool = false) throws -> OldTown.Truth {
        var pen = OldFilePen(folder: folder)
        var truth = OldTown.Truth()
        let out = plantDecisions(&pen, &truth)
        for child in children { write(child, isOut: out.contains(child.index), &pen, &truth) }
        if town.plantsErrors { plantOthers(&pen, &truth) }
        try pen.close(totalsAreWrong: totalsAreWrong)
        truth.rows = pen.counts
        truth.planted.sort { ($0.file, $0.line) < ($1.file, $1.line) }
        return truth
    }
}
