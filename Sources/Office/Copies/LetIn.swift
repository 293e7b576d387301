// SPDX-License-Identifier: Apache-2.0
import Addressee
import Links
public import Safeguards

extension Installation {
    /// Lets files of a command through the scanner before anything opens them (R-85d). What is not
    /// let in stands in the log under the operation that it was for.
    /// - Throws: `ScanRefusal`; `Fault(.disk)`.
    public func letIn(
        _ paths: [String], for operation: OperationCode, by job: Principal
    ) throws {
        do {
            for path in paths { try uploads.admit(file: path) }
        } catch let refusal as ScanRefusal {
            let definition = operation.definition
            guard let purpose = definition.purposes.min(by: { $0.rawValue < $1.rawValue }) else {
                throw refusal
            }
            let gate = operation == ReceiveResidentChanges.operation ? addressee : casework
            try gate.perform(operation, by: job, for: purpose, reason: "ウイルス検査") {
                (_: Scope) -> Void in
                throw refusal
            }
        }
    }
}
