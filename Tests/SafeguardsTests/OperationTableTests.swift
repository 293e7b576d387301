// SPDX-License-Identifier: Apache-2.0
import Support
import Testing

@testable import Safeguards

@Suite("操作の表")
struct OperationTableTests {
    @Test("すべての操作とすべての役割の表は、確認済みの表と同じである", .measure("R-45"))
    func matrix() throws {
        var text = "# 操作 種別 窓口 給付 決裁 管理者 監査 保守 機械 目的 画面 対象者の記録 理由\n"
        for operation in OperationCode.allCases {
            let line = operation.definition
            let roles = Role.allCases.map { line.roles.contains($0) ? "○" : "－" }
            let purposes = Purpose.allCases.filter { line.purposes.contains($0) }.map(\.rawValue)
            let cells =
                [operation.rawValue, line.title, line.kind.rawValue] + roles + [
                    purposes.joined(separator: ","), line.screen ?? "－",
                    line.auditsSubjects ? "記録" : "－", line.needsReason ? "理由" : "－",
                ]
            text += cells.joined(separator: "\t") + "\n"
        }
        let outcome = try Golden.compare(text, with: "permissions.txt")
        #expect(outcome == .same || outcome == .recorded, "\(outcome)")
    }

    @Test("表のどの組合せも、関所の答えと一致する", .measure("R-02", "R-28", "R-45"))
    func gateFollowsTheTable() throws {
        let world = try World()
        for operation in OperationCode.allCases {
            let line = operation.definition
            for role in Role.allCases {
                for purpose in Purpose.allCases {
                    let request = GateRequest(
                        operation, world.person([role]), purpose, [], "理由", nil)
                    let expected: SafeguardRefusal? =
                        !line.roles.contains(role)
                        ? .notPermitted : !line.purposes.contains(purpose) ? .wrongPurpose : nil
                    #expect(request.refusal == expected, "\(operation) \(role) \(purpose)")
                }
            }
            let nobody = GateRequest(
                operation, world.person([]), .registration, [], "理由", nil)
            #expect(nobody.refusal == .notPermitted)
        }
    }

    @Test("お金の行き先と額を決める決裁は、どれもパスキーの証を求める")
    func moneyNeedsProof() {
        for operation in [
            OperationCode.approveRun, .approvePayee, .approveRecovery, .approveRetroactive,
            .approveExpenditure, .writeTransferFile,
        ] { #expect(operation.definition.needsProof, "\(operation)") }
    }

    @Test("どの操作にも役割・目的・名前があり、画面の番号は4桁である", .measure("R-02", "R-19"))
    func complete() {
        for operation in OperationCode.allCases {
            let line = operation.definition
            #expect(!line.roles.isEmpty && !line.purposes.isEmpty && !line.title.isEmpty)
            if let screen = line.screen {
                #expect(screen.utf8.count == 4 && Int(screen) != nil)
            }
        }
        for purpose in Purpose.allCases { #expect(!purpose.legalBasis.isEmpty) }
    }

    @Test("起案できる役割だけの職員は決裁できず、監査はログの点検のほかに人を見ない")
    func separation() {
        for role in [Role.counter, .payment, .administrator, .auditor, .system] {
            for operation in [OperationCode.approveDecision, .approveRun, .approveReimbursement] {
                #expect(!operation.definition.roles.contains(role))
            }
        }
        // What an auditor sees of a person there is the addressee number; every field is hidden.
        let oversight: Set<OperationCode> = [.viewOversight, .reportAccesses, .listAffected]
        for operation in OperationCode.allCases where operation.definition.auditsSubjects {
            #expect(
                !operation.definition.roles.contains(.auditor) || oversight.contains(operation))
            #expect(!operation.definition.roles.contains(.vendor))
        }
        #expect(OperationCode.exportData.definition.roles == [.administrator])
    }
}
