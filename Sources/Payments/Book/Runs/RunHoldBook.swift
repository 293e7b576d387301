// SPDX-License-Identifier: Apache-2.0
public import Entitlement

/// A run of payment.
public enum HeldRun: HeldThing {
    public static let table = "payment_run_hold"
    public static let column = "run_id"
    public static let waits = """
        EXISTS (SELECT 1 FROM payment_run_status s
            WHERE s.run_id = h.run_id AND s.status = 'proposed')
        """
}

/// Runs of payment that are put aside.
public typealias RunHoldBook = HoldTable<HeldRun>
