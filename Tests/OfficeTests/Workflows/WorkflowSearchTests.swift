// SPDX-License-Identifier: Apache-2.0
import Foundation
import Office
import Safeguards
import Support
import Testing

@Suite("四つの目：仕事の流れの全探索", .measure("R-05", "R-08", "R-53"))
struct WorkflowSearchTests {
    @Test("どの流れにも、一人で支払う・持ち出す・与える・消す・保護を外す道がない")
    func noPathOfOne() {
        let isLarge = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] != nil
        var states = 0
        var looked = 0
        for flow in Workflow.all {
            for officers in 1...(isLarge ? 7 : 4) {
                let answer = WorkflowSearch(flow, officers: officers).run()
                #expect(
                    answer.isSafe,
                    "\(flow.title)（\(officers)人）：\(answer.path.joined(separator: " → "))")
                states += answer.states
                looked += answer.looked
            }
        }
        #expect(states >= 1_000_000, "\(states)")
        if isLarge { print("workflow states \(states), looked at \(looked)") }
    }

    @Test("一人と機械だけでは、どの流れも終わりに着かない。二人いれば着く")
    func twoAreNeeded() {
        for flow in Workflow.all {
            #expect(
                WorkflowSearch(flow, officers: 3).reachesEnd,
                "\(flow.title)：二人いても終わりません")
            let alone = WorkflowSearch(flow, officers: 1).reachesEnd
            #expect(alone == flow.outsideCounts, "\(flow.title)：一人での到達 \(alone)")
        }
    }

    @Test("役割と順番をまとめた探索は、まとめない探索と同じ数の状態を数える")
    func reductionIsRight() {
        for flow in Workflow.all where flow.steps.count <= 3 {
            let plain = WorkflowSearch(flow, officers: 2, isReduced: false).run()
            let reduced = WorkflowSearch(flow, officers: 2).run()
            #expect(plain.isSafe && reduced.isSafe)
            #expect(plain.states == reduced.states, "\(flow.title)")
            #expect(plain.looked > reduced.looked)
        }
    }

    @Test("決まりを一つ外すと、その流れに一人の道が見つかる")
    func everyRuleIsNeeded() {
        for flow in Workflow.all {
            for (index, step) in flow.steps.enumerated()
            where !step.notBy.isEmpty || step.countsPersons {
                var steps = flow.steps
                steps[index] = step.without
                let weak = Workflow(
                    flow.id, flow.title, flow.goal, end: flow.end,
                    outsideCounts: flow.outsideCounts, steps)
                let answer = WorkflowSearch(weak, officers: 3).run()
                // Of a chain of two decisions one may stand for the other; the last never may.
                guard step.to == flow.end else { continue }
                #expect(!answer.isSafe, "\(flow.title)の「\(step.name)」")
            }
        }
    }

    @Test("機械が二人目になれる決まりにすると、一人の道が見つかる")
    func machineIsNobody() throws {
        let account = try #require(Workflow.all.first { $0.id == "account" })
        var steps = account.steps
        steps[1] = Workflow.Step(
            "確認", .approveAccount, from: ["waiting"], to: "confirmed", notBy: ["登録"])
        let weak = Workflow("account", "口座", .redirect, end: "confirmed", steps)
        let path = WorkflowSearch(weak, officers: 2).run().path
        #expect(!path.isEmpty)
        #expect(path.contains { $0.contains("機械") }, "\(path)")
    }

    @Test("決裁の後に内容を変えると、前の決裁は数えない")
    func changedAfterApproval() {
        let stale = Workflow(
            "stale", "決裁の後の変更", .pay, end: "paid",
            [
                Workflow.Step("起案", .decideReimbursement, to: "proposed", shapes: true),
                Workflow.Step(
                    "決裁", .approveReimbursement, from: ["proposed"], to: "decided",
                    notBy: ["起案"]),
                // The hole: what was decided can be reshaped without another decision.
                Workflow.Step(
                    "書換え", .correctReimbursement, from: ["decided"], to: "decided", shapes: true),
                Workflow.Step("支払", .writeTransferFile, from: ["decided"], to: "paid"),
            ])
        #expect(!WorkflowSearch(stale, officers: 3).run().isSafe)
    }

    @Test("書込みと出力のどの操作も、流れの表にあるか、一人でできる理由がある")
    func everyOperationIsPlaced() {
        let inFlows = Workflow.all.reduce(into: Set<OperationCode>()) {
            $0.formUnion($1.steps.map(\.operation))
        }
        for operation in OperationCode.allCases
        where operation.definition.kind != .read && !inFlows.contains(operation) {
            #expect(
                Workflow.alone(operation) != nil, "\(operation.rawValue)は、流れにも、一人でよい理由の表にもありません")
        }
        for goal in Workflow.Goal.allCases {
            #expect(Workflow.all.contains { $0.goal == goal }, "\(goal.wording)")
        }
        #expect(Set(Workflow.all.map(\.id)).count == Workflow.all.count)
    }
}

extension Workflow.Step {
    /// The step without what it forbids.
    fileprivate var without: Workflow.Step {
        Workflow.Step(
            name, operation, from: from, to: to, shapes: shapes, voids: voids,
            machineMay: machineMay)
    }
}
