// SPDX-License-Identifier: Apache-2.0
public import Addressee
import Foundation
import NIOCore
public import Safeguards
public import Vocabulary

/// What a CSV holds.
public struct HubTableReport: Hashable, Sendable {
    /// One that breaks a rule.
    public struct Line: Hashable, Sendable {
        public let child: AddresseeNumber
        public let problem: HubProblem
    }

    public let rows: Int
    /// Entitlements that are left out.
    public let problems: [Line]
}

/// The same registrations as CSV, by the same mapping. The layout is not published and therefore not
/// verified: it is written for fictional people only.
public struct WriteHubTable: Sendable {
    public static let operation = OperationCode.sendToHub

    private let gate: Gate
    private let preparing: PrepareHubRequest

    /// - Throws: `HubRefusal.unverified` outside a rehearsal; what reading the layout throws.
    public init(
        gate: Gate, numbers: HubNumbers, profile: HubProfile, isRehearsal: Bool
    ) throws {
        let table = try HubTable.standard()
        guard isRehearsal || table.verified else {
            throw HubRefusal.unverified(items: table.columns.count)
        }
        self.gate = gate
        preparing = PrepareHubRequest(
            profile: profile, layout: try HubLayout.standard(profile.form), numbers: numbers,
            table: table)
    }

    /// - Parameter path: a new file; only its owner may read it.
    /// - Throws: `HubRefusal.off`; `Fault(.disk)` where the file cannot be made.
    public func perform(_ bundles: [HubBundle], to path: String) async throws -> HubTableReport {
        let prepared = try await gate.performAsync(
            WriteHubTable.operation, by: .machine("hub"), for: .registration,
            about: bundles.map(\.child)
        ) { [preparing] scope in try preparing.perform(bundles, in: scope) }
        defer { prepared.body.wipe() }
        if prepared.id != nil { try write(prepared.body, to: path) }
        return HubTableReport(
            rows: prepared.owners.count,
            problems: prepared.problems.sorted { $0.key < $1.key }
                .map { HubTableReport.Line(child: bundles[$0.key].child, problem: $0.value) })
    }

    private func write(_ body: HubBody, to path: String) throws {
        let handle = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard handle >= 0 else { throw Fault(.disk, detail: "新しいファイルを作れません: \(path)") }
        defer { close(handle) }
        try body.buffer.withUnsafeReadableBytes { bytes in
            var done = 0
            while done < bytes.count {
                guard let start = bytes.baseAddress else { return }
                let count = Foundation.write(handle, start + done, bytes.count - done)
                guard count > 0 else { throw Fault(.disk, detail: "書けません: \(path)") }
                done += count
            }
        }
    }
}
