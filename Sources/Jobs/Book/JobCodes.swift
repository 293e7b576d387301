// SPDX-License-Identifier: Apache-2.0
public import Database

extension JobEvent: SQLValueConvertible {}
extension JobStatus: SQLValueConvertible {}
