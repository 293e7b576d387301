// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

extension OfficeYear {
    func decideReimbursements(_ month: YearMonth) throws {}
}
