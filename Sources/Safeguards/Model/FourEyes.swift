// SPDX-License-Identifier: Apache-2.0

/// Two persons for one decision (四つの目).
public enum FourEyes {
    /// - Throws: `SafeguardRefusal.sameOfficer` when one person proposes and approves.
    public static func check(proposer: String, approver: String) throws(SafeguardRefusal) {
        // By bytes: two spellings of one user id are made equal when the account is created.
        guard Array(proposer.utf8) != Array(approver.utf8) else { throw .sameOfficer }
    }

    /// - Throws: `SafeguardRefusal.sameOfficer` when one person proposes and approves.
    public static func check(
        proposer: Principal, approver: Principal
    ) throws(SafeguardRefusal) {
        try check(proposer: proposer.officer, approver: approver.officer)
    }
}
