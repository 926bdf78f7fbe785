"""The pages of the desk 组织与人员, one module for each thing people come for."""
