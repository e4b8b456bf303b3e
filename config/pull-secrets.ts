import { z } from 'zod';
import { existingName } from './units/names.ts';

/** Secrets with which the kubelet logs in to registries, by their names. */
export const imagePullSecrets = z.array(existingName).default([]);
