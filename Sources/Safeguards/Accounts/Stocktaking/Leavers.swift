// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

extension Stocktaking {
    /// Who was leaving while the campaign was open, as it was known at its end: what is asked for,
    /// carried out or taken back afterwards leaves the result of that day as it was printed.
    ///
    /// - Parameter revocations: newest first.
    /// - Returns: by user id, from which day on somebody asked for the access to end (退職・異動).
    public func leavers(among revocations: [Revocation]) -> [String: CivilDate] {
        var found: [String: CivilDate] = [:]
        for request in revocations where found[request.officer] == nil && concerns(request) {
            found[request.officer] = request.effectiveOn
        }
        return found
    }

    private func concerns(_ request: Revocation) -> Bool {
        if let closedAt, request.requestedAt >= closedAt { return false }
        guard let doneAt = request.doneAt else { return true }
        if let closedAt, doneAt >= closedAt { return true }
        return request.outcome != "取消" && doneAt > openedAt
    }
}
