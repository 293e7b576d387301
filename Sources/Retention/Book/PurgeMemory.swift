// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// What one run of an erasure remembers between its batches: the candidates, as long as nobody else
/// writes. Used by one thread.
final class PurgeMemory {
    private var candidates: [RetentionUnit: PurgeCandidate]?
    private var shapeOfSchema: SchemaShape?
    private var lastOperation: Int64 = 0

    /// Looks for the candidates anew when somebody wrote since the last batch.
    func refresh(
        _ system: RetentionSystem, _ surroundings: RetentionSurroundings, in scope: Scope
    ) throws {
        let isCurrent =
            try candidates != nil
            && !OperationsSince.wrote(after: lastOperation, before: scope.operationID, in: scope.db)
        if !isCurrent {
            let found = try CandidateBook.candidates(of: system, surroundings, in: scope)
            candidates = Dictionary(uniqueKeysWithValues: found.map { ($0.unit, $0) })
        }
        lastOperation = scope.operationID
    }

    /// The candidate of a unit. A person's own records count from the end of what they are tied to,
    /// and part of that may have been erased just now: their day may be an earlier one.
    func candidate(_ unit: RetentionUnit) -> PurgeCandidate? {
        if let found = candidates?[unit] { return found }
        guard unit.kind == .person else { return nil }
        return candidates?.first {
            $0.key.kind == .person && $0.key.subject == unit.subject
        }?.value
    }

    /// Who of the units must not be erased, asked anew each time.
    func stops(
        of items: [PurgeListBook.Item], _ system: RetentionSystem,
        _ surroundings: RetentionSurroundings, in scope: Scope
    ) throws -> [AddresseeNumber: RetentionStop] {
        var looked: Set<AddresseeNumber> = []
        defer { scope.saw(looked.filter { $0.value > 0 }) }
        let stops = try StopBook.stops(
            system, surroundings.catalogue, disclosure: try surroundings.disclosure(scope.db),
            on: scope.today, in: scope.db
        ) { looked.insert($0) }
        guard system == .addressee else { return stops }
        let own = items.compactMap { candidate($0.unit) }
        let used = try CandidateBook.inUse(own, surroundings, in: scope.db) { looked.insert($0) }
        return stops.merging(used.map { ($0, .business) }) { first, _ in first }
    }

    func shape(of db: any Connection) throws -> SchemaShape {
        if let shapeOfSchema { return shapeOfSchema }
        let shape = try SchemaShape(of: db)
        shapeOfSchema = shape
        return shape
    }
}
